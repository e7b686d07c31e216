#include "foretell/network/layers/packed_recurrent.hpp"

namespace foretell::network {
template <class Real>
PackedRecurrent<Real>::PackedRecurrent(std::span<const RecurrentDirection<Real>> directions) {
  for (const auto& direction : directions) {
    Packing<Real>& packing = packings_.emplace_back();
    for (std::size_t n = 0; n < direction.num_products(); ++n) {
      packing.add(arena_, direction.input_product(n).rows(), false);
    }
    direction.pack_recurrent(packing, arena_, false);
  }
}

template class PackedRecurrent<float>;
template class PackedRecurrent<double>;
}  // namespace foretell::network

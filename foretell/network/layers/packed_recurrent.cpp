#include "foretell/network/layers/packed_recurrent.hpp"

namespace foretell::network {
template <class Real>
PackedRecurrent<Real>::PackedRecurrent(std::span<const RecurrentDirection<Real>> directions,
                                       Precision precision) {
  for (const auto& direction : directions) {
    Packing<Real>& packing = packings_.emplace_back();
    if (precision == Precision::kInt8) {
      round(direction, packing);
      continue;
    }
    direction.pack_input(packing, arena_);
    direction.pack_recurrent(packing, arena_, Packing<Real>::For::kForward);
  }
}

template <>
void PackedRecurrent<float>::round(const RecurrentDirection<float>& direction,
                                   Packing<float>& packing) {
  const auto add = [&](MatrixView<const float> w) {
    auto& weights = *rounded_.emplace_back(std::make_unique<kernels::QuantizedWeights>());
    weights.pack(w);
    packing.add_rounded(w, weights);
  };
  for (std::size_t n = 0; n < direction.num_products(); ++n) {
    add(direction.input_product(n).rows());
  }
  const auto add_all = [&](const auto& cell) {
    for (const auto& product : cell.products()) add(product.rows());
  };
  std::visit(add_all, direction.cell);
}

template <>
void PackedRecurrent<double>::round(const RecurrentDirection<double>& /*direction*/,
                                    Packing<double>& /*packing*/) {
}

template class PackedRecurrent<float>;
template class PackedRecurrent<double>;
}  // namespace foretell::network

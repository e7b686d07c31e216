#include "foretell/network/layers/recurrent_direction.hpp"

namespace foretell::network {
template <class Real>
RecurrentProduct<Real> RecurrentDirection<Real>::input_product(std::size_t n) const {
  const std::size_t all = shape.num_gates * hidden_size;
  if (num_products() == 1) return {weight_ih, gain_ih, 0, all};
  const std::size_t border = shape.norm_gates * hidden_size;
  return {weight_ih, gain_ih, n == 0 ? 0 : border, n == 0 ? border : all - border};
}

template <class Real>
void RecurrentDirection<Real>::pack_input(Packing<Real>& packing, Arena& arena) const {
  for (std::size_t n = 0; n < num_products(); ++n) {
    packing.add(arena, input_product(n).rows(), Packing<Real>::For::kForward);
  }
}

template <class Real>
void RecurrentDirection<Real>::pack_recurrent(Packing<Real>& packing, Arena& arena,
                                              typename Packing<Real>::For products) const {
  const auto add = [&](const auto& any) {
    for (const auto& product : any.products()) packing.add(arena, product.rows(), products);
  };
  std::visit(add, cell);
}

template struct RecurrentDirection<float>;
template struct RecurrentDirection<double>;
}  // namespace foretell::network

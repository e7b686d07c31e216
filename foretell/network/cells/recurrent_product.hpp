#pragma once
#include "foretell/network/cells/packing.hpp"
#include "foretell/network/parameters.hpp"

namespace foretell::network {
/// Rows [first, first + count) of a weight as the product of one or several gates, with layer norm
/// of the product where a gain is given.
///   out += x·Wᵀ,  or  out += gain ∘ layer_norm(x·Wᵀ)
///   Shapes  x [B, I];  out [B, count];  normalised [B, count];  scale [B, 1];  gain [1, ≥ first +
///           count]
///   Source  Ba, Kiros & Hinton (2016), arXiv 1607.06450: input and recurrent products are
///           normalised each by itself, over all gates of a product
template <class Real>
struct RecurrentProduct {
  Parameter<Real>* weight;
  Parameter<Real>* gain;  ///< null: no layer norm
  std::size_t first, count;

  /// The columns of a packed [B, G·H] that belong to this product; empty stays empty.
  template <class Any>
  [[nodiscard]] MatrixView<Any> columns(MatrixView<Any> packed) const {
    return packed.empty() ? packed : packed.cols_from(first, count);
  }

  void forward(MatrixView<const Real> x, MatrixView<Real> normalised, MatrixView<Real> scale,
               MatrixView<Real> out, const Packing<Real>* packing = nullptr) const;
  /// The gradient of x·Wᵀ, given that of out: dout itself, or written over normalised.
  [[nodiscard]] MatrixView<const Real> backward(MatrixView<const Real> dout,
                                                MatrixView<Real> normalised,
                                                MatrixView<const Real> scale) const;
  /// dx += d·W for d from `backward`; an empty dx is left out.
  void add_input_gradient(MatrixView<const Real> d, MatrixView<Real> dx,
                          const Packing<Real>* packing = nullptr) const;
  /// dW += dᵀ·x
  void add_weight_gradient(MatrixView<const Real> d, MatrixView<const Real> x) const;

  [[nodiscard]] MatrixView<const Real> rows() const {
    return MatrixView<const Real>(weight->view()).rows_from(first, count);
  }

 private:
  void product(MatrixView<const Real> x, MatrixView<Real> out, const Packing<Real>* packing) const;
};
}  // namespace foretell::network

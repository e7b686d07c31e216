#pragma once
#include <array>
#include <cstddef>

#include "foretell/kernels/packed_weights.hpp"
#include "foretell/kernels/quantized_weights.hpp"
#include "foretell/network/arena.hpp"

namespace foretell::network {
/// The weights of a cell's recurrent products, laid out once for all steps of a pass. A view of
/// memory on the arena. In double nothing is packed: products are the reference's.
template <class Real>
class Packing {
 public:
  enum class For { kForward, kBackward, kBoth };
  /// Packs w for x·Wᵀ, for dy·W, or for both.
  void add(Arena& arena, MatrixView<const Real> w, For products);

  /// Products with w from now on take these rounded weights, which somebody else owns.
  void add_rounded(MatrixView<const Real> w, const kernels::QuantizedWeights& rounded);

  /// The panels that w was packed into for x·Wᵀ, or nullptr: not packed, or rounded.
  [[nodiscard]] const kernels::Panels* panels(MatrixView<const Real> w) const;
  /// The same for dy·W.
  [[nodiscard]] const kernels::Panels* transposed_panels(MatrixView<const Real> w) const;

  /// y += x·Wᵀ with w as packed before, or as it is where it was not.
  void add_product(MatrixView<const Real> x, MatrixView<const Real> w, MatrixView<Real> y) const;
  /// y = x·Wᵀ + b;  b [1, O]
  void product(MatrixView<const Real> x, MatrixView<const Real> w, MatrixView<const Real> b,
               MatrixView<Real> y) const;
  /// dx += dy·W
  void add_product_transposed(MatrixView<const Real> dy, MatrixView<const Real> w,
                              MatrixView<Real> dx) const;

 private:
  struct Entry {
    const Real* weights;
    std::size_t rows;
    kernels::Panels forward, transposed;
    const kernels::QuantizedWeights* rounded;
  };
  [[nodiscard]] const Entry* find(MatrixView<const Real> w) const;

  static constexpr std::size_t kMost = 4;  ///< products of one direction: two of x, two of h
  std::array<Entry, kMost> entries_{};
  std::size_t count_ = 0;
};
}  // namespace foretell::network

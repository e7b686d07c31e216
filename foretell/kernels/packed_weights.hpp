#pragma once
#include <cstddef>
#include <vector>

#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// A weight matrix laid out once for many products: a recurrent matrix serves every time step.
/// Owns its copy; pack again after the weights change, which allocates only if the matrix grew.
///   Shapes  w [O, I]
class PackedWeights {
 public:
  PackedWeights() = default;
  /// For add_product: y += x·Wᵀ.
  void pack(MatrixView<const float> w);
  /// For add_product with the transpose: dx += dy·W.
  void pack_transposed(MatrixView<const float> w);

  /// y += x·Wᵀ after pack, y += x·W after pack_transposed; the bits of kernels::linear.
  ///   Shapes  x [N, depth()];  y [N, columns()]
  void add_product(MatrixView<const float> x, MatrixView<float> y) const noexcept;

  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }

 private:
  void resize(std::size_t depth, std::size_t columns);
  [[nodiscard]] float* panels();
  [[nodiscard]] const float* panels() const;

  std::size_t depth_ = 0;
  std::size_t columns_ = 0;
  std::vector<float> storage_;  ///< the panels begin at the first address on a line
};
}  // namespace foretell::kernels

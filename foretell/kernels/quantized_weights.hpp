#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// A weight matrix in eight bits, for the products of few rows that wait for memory: a quarter of
/// the bytes of float. Owns its copy.
///   w_jk ≈ s_j q_jk,  q an integer in ±127,  s_j = max_k |w_jk| / 127
///   x_k ≈ u p_k,      p an integer in ±32767, u = max_k |x_k| / 32767, anew for each row
///   y_j += s_j u Σ_k q_jk p_k, summed exactly in integers, 2,048 terms at a time; low and high
///   bytes of p enter apart
///   Error   |y_j − exact| ≤ (s_j Σ|x_k| + u Σ|w_jk|) / 2 + rounding
///   Shapes  w [O, I]
///   Source  symmetric rounding per output row as in Jacob et al. (2018), arXiv 1712.05877
class QuantizedWeights {
 public:
  void pack(MatrixView<const float> w);

  /// y += x·Wᵀ with the weights as rounded. A row of x with a NaN or infinity gives NaN.
  ///   Shapes  x [N, depth()];  y [N, columns()]
  void add_product(MatrixView<const float> x, MatrixView<float> y) const noexcept;

  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] std::size_t columns() const { return scales_.size(); }
  /// Bytes of the rounded weights.
  [[nodiscard]] std::size_t size() const { return panels_.size(); }

 private:
  void add_block(const float* x, std::size_t k, float most, float* y) const noexcept;

  std::size_t depth_ = 0;
  std::vector<float> scales_;  ///< s_j
  /// Σ_k q_jk over each block of terms, times what high bytes are shifted by  [blocks, O]
  std::vector<std::int32_t> offsets_;
  std::vector<std::int8_t> panels_;  ///< [⌈O / 32⌉][⌈I / 4⌉][32][4], zeros beyond the ends
};
}  // namespace foretell::kernels

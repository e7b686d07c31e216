#pragma once
#include <cstddef>
#include <vector>

#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// A weight matrix laid out for many products: a recurrent matrix serves every time step. A view of
/// somebody's memory; where the weights change it has to be packed again.
///   Shapes  depth is what is summed over, columns the width of the result
struct Panels {
  const float* data = nullptr;
  std::size_t depth = 0;
  std::size_t columns = 0;
};

/// Floats of memory that the panels take; it has to begin at a multiple of 64 bytes.
[[nodiscard]] std::size_t panels_size(std::size_t depth, std::size_t columns) noexcept;
/// For x·Wᵀ. Where the calling thread has a ThreadPair, it is used.
///   Shapes  w [O, I];  memory [panels_size(I, O)]
[[nodiscard]] Panels pack(MatrixView<const float> w, float* memory) noexcept;
/// For dy·W.
///   Shapes  w [O, I];  memory [panels_size(O, I)]
[[nodiscard]] Panels pack_transposed(MatrixView<const float> w, float* memory) noexcept;

/// Whether products of `rows` rows with so many weights, one after the other, are sooner done by a
/// ThreadPair: too short for a pool of threads, long enough to hand over.
[[nodiscard]] bool worth_a_pair(std::size_t rows, std::size_t weights) noexcept;

/// y += x·Wᵀ after pack, y += x·W after pack_transposed: the bits of kernels::linear and
/// linear_backward, whatever the threads. Where the calling thread has a ThreadPair, it is used.
///   Shapes  x [N, depth];  y [N, columns]
void add_product(MatrixView<const float> x, const Panels& w, MatrixView<float> y) noexcept;
/// y = x·Wᵀ + b, the same bits as adding the product to rows of b, in one pass less over y.
///   Shapes  b [1, columns]
void product(MatrixView<const float> x, const Panels& w, MatrixView<const float> b,
             MatrixView<float> y) noexcept;

/// Panels with memory of their own. Packing again allocates only if the matrix grew.
class PackedWeights {
 public:
  void pack(MatrixView<const float> w);
  void pack_transposed(MatrixView<const float> w);
  [[nodiscard]] const Panels& panels() const { return panels_; }

 private:
  [[nodiscard]] float* memory(std::size_t depth, std::size_t columns);

  std::vector<float> storage_;
  Panels panels_;
};
}  // namespace foretell::kernels

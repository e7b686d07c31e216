#pragma once
#include <cassert>
#include <cstddef>
#include <type_traits>

namespace foretell {
/// A matrix that belongs to somebody else: rows of `cols` numbers, row-major, `stride` apart.
///   Shapes  element (r, c) lies at data[r · stride + c];  stride ≥ cols
///   Errors  none: an index outside is a broken contract and asserts
template <class Real>
class MatrixView {
 public:
  MatrixView() = default;
  MatrixView(Real* data, std::size_t rows, std::size_t cols, std::size_t stride)
      : data_(data), rows_(rows), cols_(cols), stride_(stride) {
    assert(stride >= cols);
  }
  MatrixView(Real* data, std::size_t rows, std::size_t cols) : MatrixView(data, rows, cols, cols) {}
  /// A view that may write is also one that may read.
  template <class Other>
  // NOLINTNEXTLINE(google-explicit-constructor): implicit as span's
  requires std::is_same_v<const Other, Real> MatrixView(MatrixView<Other> other)
      : MatrixView(other.data(), other.rows(), other.cols(), other.stride()) {}

  [[nodiscard]] Real* data() const { return data_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t cols() const { return cols_; }
  [[nodiscard]] std::size_t stride() const { return stride_; }
  [[nodiscard]] bool empty() const { return rows_ == 0 || cols_ == 0; }
  /// Whether the rows follow each other without a gap.
  [[nodiscard]] bool contiguous() const { return stride_ == cols_ || rows_ <= 1; }

  [[nodiscard]] Real& operator()(std::size_t r, std::size_t c) const {
    assert(r < rows_ && c < cols_);
    return data_[r * stride_ + c];
  }
  /// The first number of row r.
  [[nodiscard]] Real* row(std::size_t r) const {
    assert(r < rows_);
    return data_ + r * stride_;
  }
  /// Rows [first, first + count).
  [[nodiscard]] MatrixView rows_from(std::size_t first, std::size_t count) const {
    assert(first + count <= rows_);
    return {data_ + first * stride_, count, cols_, stride_};
  }
  /// Columns [first, first + count) of every row.
  [[nodiscard]] MatrixView cols_from(std::size_t first, std::size_t count) const {
    assert(first + count <= cols_);
    return {data_ + first, rows_, count, stride_};
  }

 private:
  Real* data_ = nullptr;
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
  std::size_t stride_ = 0;
};
}  // namespace foretell

#include "foretell/numeric/orthonormal.hpp"

#include <Eigen/QR>
#include <cassert>

namespace foretell::numeric {
void orthonormalise(std::span<double> values, std::size_t rows, std::size_t cols) {
  assert(rows >= cols && values.size() == rows * cols);
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Eigen::Map<Matrix> matrix(values.data(), static_cast<Eigen::Index>(rows),
                            static_cast<Eigen::Index>(cols));
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(matrix);
  const Eigen::VectorXd signs =
      qr.matrixQR().diagonal().unaryExpr([](double r) { return r < 0 ? -1.0 : 1.0; });
  Eigen::MatrixXd q = Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols());
  q.applyOnTheLeft(qr.householderQ());
  matrix = q * signs.asDiagonal();
}
}  // namespace foretell::numeric

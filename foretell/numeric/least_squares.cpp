#include "foretell/numeric/least_squares.hpp"

#include <Eigen/QR>
#include <cassert>
#include <cmath>

namespace foretell::numeric {
namespace {
constexpr double kDependent = 1e-12;
}

double LeastSquares::at(std::size_t row, std::size_t column) const {
  return factor_[column * rows_ + row];
}

LeastSquares::LeastSquares(std::span<const double> x, std::span<const double> y)
    : rows_(y.size()), columns_(y.empty() ? 0 : x.size() / y.size()) {
  assert(rows_ > columns_ && x.size() == rows_ * columns_);
  factor_.reserve(x.size() + y.size());
  factor_.insert(factor_.end(), x.begin(), x.end());
  factor_.insert(factor_.end(), y.begin(), y.end());
  using Matrix = Eigen::MatrixXd;
  Eigen::Map<Matrix> all(factor_.data(), static_cast<Eigen::Index>(rows_),
                         static_cast<Eigen::Index>(columns_ + 1));
  const Eigen::VectorXd lengths = all.colwise().norm();
  const Eigen::HouseholderQR<Eigen::Ref<Matrix>> in_place(all);
  for (std::size_t j = 0; j < columns_; ++j) {
    const double length = lengths[static_cast<Eigen::Index>(j)];
    if (!(std::abs(at(j, j)) > kDependent * length)) full_rank_ = false;
  }
}

double LeastSquares::residual_sum(std::size_t count) const {
  double sum = 0;
  for (std::size_t i = columns_ + 1; i-- > count;) sum += at(i, columns_) * at(i, columns_);
  return sum;
}

double LeastSquares::last_t(std::size_t count) const {
  const double dof = static_cast<double>(rows_) - static_cast<double>(count);
  const double error = std::sqrt(residual_sum(count) / dof);
  return at(count - 1, columns_) / std::copysign(error, at(count - 1, count - 1));
}

std::vector<double> LeastSquares::coefficients() const {
  std::vector<double> b(columns_);
  for (std::size_t i = columns_; i-- > 0;) {
    double rest = at(i, columns_);
    for (std::size_t j = i + 1; j < columns_; ++j) rest -= at(i, j) * b[j];
    b[i] = rest / at(i, i);
  }
  return b;
}

// √(s² diag((RᵀR)⁻¹)): the lengths of the rows of R⁻¹, found column by column.
std::vector<double> LeastSquares::standard_errors() const {
  std::vector<double> squares(columns_), column(columns_);
  for (std::size_t j = 0; j < columns_; ++j) {
    for (std::size_t i = j + 1; i-- > 0;) {
      double rest = i == j ? 1 : 0;
      for (std::size_t k = i + 1; k <= j; ++k) rest -= at(i, k) * column[k];
      column[i] = rest / at(i, i);
      squares[i] += column[i] * column[i];
    }
  }
  const double dof = static_cast<double>(rows_) - static_cast<double>(columns_);
  const double variance = residual_sum(columns_) / dof;
  for (double& value : squares) value = std::sqrt(value * variance);
  return squares;
}
}  // namespace foretell::numeric

#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell::numeric {
/// Least squares of y on the columns of X by Householder reflections, and on every leading part of
/// those columns: one factorization answers for all nested regressions.
///   b = argmin ‖y − X b‖²,  X = Q R
///   Shapes  x [n, k] column by column, y [n], n ≥ k + 1; coefficients, standard_errors [k]
///   Errors  none: full_rank() is false where a column is a combination of those before it (to
///           1e-12 of its length); then only residual_sum has a meaning
///   Source  Golub & Van Loan (2013), Matrix Computations, 5.3
class LeastSquares {
 public:
  LeastSquares(std::span<const double> x, std::span<const double> y);

  [[nodiscard]] bool full_rank() const { return full_rank_; }
  /// Sum of squared residuals of the regression on the first `count` columns.
  [[nodiscard]] double residual_sum(std::size_t count) const;
  /// t statistic of column `count` (counted from 1) in the regression on the first `count` columns.
  [[nodiscard]] double last_t(std::size_t count) const;
  [[nodiscard]] std::vector<double> coefficients() const;
  /// Standard errors of the coefficients with n − k degrees of freedom.
  [[nodiscard]] std::vector<double> standard_errors() const;

 private:
  [[nodiscard]] double at(std::size_t row, std::size_t column) const;

  std::size_t rows_;
  std::size_t columns_;
  std::vector<double> factor_;  ///< [X y] → R and Qᵀy, column by column, upper triangle used
  bool full_rank_ = true;
};
}  // namespace foretell::numeric

#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace foretell {
/// Whether the means of the seasons differ, beside a line and an autoregression that explain what
/// is only correlation: an F test of the seasonal dummies in
///   x_t = a + b t + Σ_l φ_l x_{t−l} + s_{t mod m} + ε_t
/// The products of the columns are summed once; each period then costs O(n k + m k²) for k lags.
/// Valid for a unit root, too, since dummies that sum to zero do not share its distribution.
///   Shapes  x [n] without missing values, kept by the caller; lags ascending, each < n
class SeasonalFTest {
 public:
  struct Answer {
    double statistic;  ///< F
    double p_value;
    double gain;  ///< log likelihood ratio less ½ log n for each mean: comparable between periods
  };

  SeasonalFTest(std::span<const double> x, std::vector<std::size_t> lags);

  /// The test for period m, if it leaves at least `min_dof` degrees of freedom for the error.
  /// Seasons of a shorter period that were taken out of x before cost `removed` degrees less.
  [[nodiscard]] std::optional<Answer> test(std::size_t period, std::size_t removed = 0) const;

  [[nodiscard]] std::size_t num_lags() const { return lags_.size(); }

 private:
  void add_row(std::size_t t, std::span<double> row) const;
  [[nodiscard]] double residual_sum(std::span<const double> sums, std::span<const double> counts,
                                    std::vector<double>& gram) const;

  std::span<const double> x_;
  std::vector<std::size_t> lags_;
  std::size_t start_;
  std::size_t columns_;  ///< time, lags, x itself
  std::vector<double> gram_;
};
}  // namespace foretell

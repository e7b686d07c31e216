#pragma once
#include <optional>
#include <span>
#include <vector>

#include "foretell/models/arima/arma_derivative.hpp"
#include "foretell/models/arima/arma_lanes.hpp"
#include "foretell/models/arima/arma_problem.hpp"
#include "foretell/numeric/box_step.hpp"

namespace foretell::arima {
/// The concentrated likelihood as numeric::ScoringMinimizer searches it.
///   value     ½ n log Σ v²/F + ½ Σ log F, regression coefficients and σ² at their best
///   x         per factor its partial autocorrelations (of θ: of −θ), so every point of the box is
///             stationary and invertible; the free coefficients themselves where some are fixed
///   gradient  differences over at most 1e-6 in the lanes beside the value: one pass gives them
///   all;
///             exact where asked for, at a further pass that takes twice as long
///   curvature n/S Σ d dᵀ, d the derivative of the innovations scaled by exp(Σ log F / 2n)
class ArmaObjective {
 public:
  explicit ArmaObjective(const ArmaProblem& problem);

  [[nodiscard]] std::size_t size() const { return free_.size(); }
  /// Bounds of x.
  [[nodiscard]] std::span<const double> lower() const { return lower_; }
  [[nodiscard]] std::span<const double> upper() const { return upper_; }

  [[nodiscard]] double value(std::span<const double> x);
  void expand(std::span<const double> x, numeric::Expansion& out);
  /// From now on `expand` gives the exact gradient.
  void use_exact_gradient() { exact_ = true; }
  [[nodiscard]] std::vector<double> gradient(std::span<const double> x);

  /// Values at several points at once.
  [[nodiscard]] std::vector<double> values(std::span<const std::vector<double>> points);
  /// Values at coefficients of the factors, stationary or not.
  [[nodiscard]] std::vector<double> values_at(std::span<const std::vector<double>> coefficients);

  [[nodiscard]] std::vector<double> coefficients(std::span<const double> x) const;
  /// The x nearest to given coefficients: inside the box.
  [[nodiscard]] std::vector<double> point(std::span<const double> coefficients) const;

  /// Of the first point of the last call: coefficients of the columns, Σ v²/F, Σ log F.
  [[nodiscard]] std::vector<double> slopes(std::size_t lane = 0) const;
  [[nodiscard]] double sum_squares() const { return groups_[0].sum_squares()[0]; }
  [[nodiscard]] double log_det() const { return groups_[0].log_det()[0]; }
  /// Inverse of XᵀΩ⁻¹X, of the first point of the last call, [k, k].
  [[nodiscard]] std::vector<double> slope_covariance() const;

 private:
  void run(std::span<const std::vector<double>> coefficients);
  void run_around(std::span<const double> x);
  [[nodiscard]] double value_of(std::size_t set) const;
  [[nodiscard]] bool admissible(std::span<const double> coefficients) const;

  const ArmaProblem& problem_;
  double num_observed_;
  std::vector<std::size_t> free_;  ///< places of x among the coefficients
  std::vector<bool> raw_;          ///< per factor: x holds coefficients
  std::vector<double> lower_, upper_;
  bool exact_ = false;
  ArmaDerivative derivative_;
  std::vector<ArmaLanes> groups_;
  std::vector<double> last_;   ///< x of the last run_around
  std::vector<double> steps_;  ///< of the differences
  std::vector<std::vector<double>> sets_;
};
}  // namespace foretell::arima

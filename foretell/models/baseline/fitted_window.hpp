#pragma once
#include <cstdint>

#include "foretell/models/any_model.hpp"

namespace foretell {
/// The mean of the last few observations of the same season: what SeasonalNaive (one cycle),
/// WindowAverage (period 1) and SeasonalWindowAverage fit. Holds `window` values per season.
///   Forecast  ŷ_{n+k} = mean of the last w observations of the season of n + k
///   Variance  σ² (1 + (c − 1 + g) a²),  a = 2 / (w + 1),  c = ⌈k / m⌉ the cycle ahead,  g cycles
///             without observation at the end of that season. An average of w is as old as simple
///             exponential smoothing with weight a (Brown 1963), whose variance this is; w = 1
///             gives the c σ² of the seasonal random walk.
///   σ²        mean square of the one-step errors, each divided by its 1 + g a²
/// Missing values are skipped; a season never seen takes the forecast of the season before it.
class FittedWindow {
 public:
  /// Needs at least one observation that is not missing in `series`; period, window ≥ 1. Where the
  /// series is shorter than one period, the period becomes 1 and describe() says so.
  FittedWindow(const Series& series, std::size_t period, std::size_t window);

  [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
  [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
  [[nodiscard]] Result<void> update(std::span<const double> y);
  [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
  [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
  [[nodiscard]] InformationCriteria criteria() const;
  [[nodiscard]] ModelDescription describe() const;
  [[nodiscard]] std::vector<double> state() const;
  [[nodiscard]] static Result<FittedWindow> from_state(std::span<const double> state);

  [[nodiscard]] std::size_t period() const { return seasons_.size(); }
  /// σ; zero before the first error.
  [[nodiscard]] double sigma() const;

 private:
  struct Season {
    double average = 0;        ///< of the values held; the value itself if window is 1
    std::uint32_t held = 0;    ///< values held, at most window
    std::uint32_t oldest = 0;  ///< where the next value goes
    double age = 0;            ///< cycles since its last value
  };

  FittedWindow() = default;
  void absorb(std::span<const double> y);
  void take(std::size_t index, double value);
  [[nodiscard]] const Season& nearest(std::size_t season) const;
  [[nodiscard]] double weight() const { return 2 / (static_cast<double>(window_) + 1); }
  [[nodiscard]] double standardized(const Season& season, double value) const;

  std::size_t wanted_period_ = 1;  ///< the series' period; seasons_ is shorter if the series is
  std::size_t window_ = 1;
  std::size_t position_ = 0;  ///< season of the next value
  double sum_squares_ = 0;
  double count_ = 0;
  std::vector<Season> seasons_;  ///< [period]
  std::vector<double> values_;   ///< [period, window], empty if window is 1
};
}  // namespace foretell

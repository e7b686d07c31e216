#pragma once
#include <cstddef>
#include <optional>
#include <span>

#include "foretell/evaluate/error_scale.hpp"
#include "foretell/evaluate/metric.hpp"

namespace foretell {
/// What was forecast for one point: the mean, and the distribution where there is one.
///   Shapes  bounds [2 C]: lo and hi of each coverage, ascending coverage; quantiles [N] at
///   midpoints
///           (see crps_of_quantiles); either may be empty
struct PointForecast {
  double mean;
  double median;
  std::span<const double> bounds{};
  std::span<const double> quantiles{};
};

/// Sums of errors that add up: over a series, over the series of a panel, per step of the horizon.
/// A forecast that is NaN makes the metrics NaN: a model must not win by staying silent.
class ErrorSums {
 public:
  /// Adds one point; one whose actual value is NaN does not count.
  ///   Shapes  coverages [C] in (0, 1), ascending, as in forecast.bounds
  void add(double actual, const PointForecast& forecast, const ErrorScale& scale,
           std::span<const double> coverages);
  /// Adds another set of points.
  ErrorSums& operator+=(const ErrorSums& other);

  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(count_); }
  /// Every metric of these points; OWA relative to `benchmark`, the sums of naive2 on the same
  /// points.
  [[nodiscard]] MetricValues metrics(const ErrorSums* benchmark = nullptr) const;

 private:
  void add_distribution(double actual, const PointForecast& forecast, double scale,
                        std::span<const double> coverages);

  double count_ = 0, absolute_ = 0, square_ = 0, signed_ = 0, size_ = 0, symmetric_ = 0;
  double percentage_ = 0, percentage_count_ = 0;
  double scaled_ = 0, scaled_square_ = 0, scaled_count_ = 0;
  double pinball_ = 0, pinball_count_ = 0, quantile_size_ = 0;
  double crps_ = 0, crps_count_ = 0;
  double interval_ = 0, interval_scaled_count_ = 0, inside_ = 0, interval_count_ = 0;
};
}  // namespace foretell

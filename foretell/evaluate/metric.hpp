#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace foretell {
/// Everything a forecast is judged by. All are averages over the points at hand (of a series, of a
/// step of the horizon, or of a panel); lower is better except bias (0) and coverage (as
/// announced). Points whose actual value is missing are left out. With no point left a metric is
/// NaN.
enum class Metric {
  kMae,       ///< mean |e|,  e = y − f
  kMse,       ///< mean e²
  kRmse,      ///< √ mean e²
  kMape,      ///< mean 100 |e / y|; points with y = 0 are left out (the ratio does not exist)
  kSmape,     ///< mean 200 |e| / (|y| + |f|); 0 where both are zero
  kWape,      ///< 100 Σ|e| / Σ|y|; NaN where all y are zero
  kBias,      ///< mean (f − y): positive means forecast too high
  kMase,      ///< mean |e| / scale; series of scale 0 are left out (see ErrorScale)
  kRmsse,     ///< √ mean e² / scale²; likewise
  kOwa,       ///< ½ (sMAPE / sMAPE of naive2 + MASE / MASE of naive2); NaN without that benchmark
  kPinball,   ///< mean pinball loss over the quantiles of the intervals' bounds and the median
  kWql,       ///< 2 Σ pinball / Σ|y| over the same quantiles, in percent
  kCrps,      ///< mean continuous ranked probability score
  kMsis,      ///< mean interval score / scale at the widest coverage; scale 0 left out
  kCoverage,  ///< share of values inside the widest interval, in percent
};
inline constexpr std::size_t kNumMetrics = 15;

/// One value per metric.
class MetricValues {
 public:
  [[nodiscard]] double operator[](Metric metric) const { return values_[index(metric)]; }
  double& operator[](Metric metric) { return values_[index(metric)]; }

 private:
  static std::size_t index(Metric metric) { return static_cast<std::size_t>(metric); }
  std::array<double, kNumMetrics> values_{};
};

/// All metrics, in the order of the enumeration.
[[nodiscard]] const std::array<Metric, kNumMetrics>& all_metrics();
/// The name in tables and options: "mae", "smape", …
[[nodiscard]] std::string_view name_of(Metric metric);
[[nodiscard]] std::optional<Metric> metric_named(std::string_view name);
}  // namespace foretell

#include "foretell/evaluate/metric.hpp"

namespace foretell {
namespace {
constexpr std::array<std::string_view, kNumMetrics> kNames = {
    "mae",   "mse", "rmse",    "mape", "smape", "wape", "bias",    "mase",
    "rmsse", "owa", "pinball", "wql",  "crps",  "msis", "coverage"};
}  // namespace

const std::array<Metric, kNumMetrics>& all_metrics() {
  static const auto kAll = [] {
    std::array<Metric, kNumMetrics> all{};
    for (std::size_t i = 0; i < kNumMetrics; ++i) all[i] = static_cast<Metric>(i);
    return all;
  }();
  return kAll;
}

std::string_view name_of(Metric metric) {
  return kNames[static_cast<std::size_t>(metric)];
}

std::optional<Metric> metric_named(std::string_view name) {
  for (const Metric metric : all_metrics()) {
    if (name_of(metric) == name) return metric;
  }
  return std::nullopt;
}
}  // namespace foretell

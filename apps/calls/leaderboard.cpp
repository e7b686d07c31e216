#include "apps/calls/leaderboard.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace foretell::calls {
namespace {
constexpr std::array kShown = {Metric::kOwa,  Metric::kMase, Metric::kSmape, Metric::kRmse,
                               Metric::kBias, Metric::kCrps, Metric::kMsis,  Metric::kCoverage};

// NaN last; MAE decides where no series has a scale.
std::pair<double, double> rank(const ErrorSums& sums) {
  const MetricValues values = sums.metrics();
  const auto key = [](double value) {
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
  };
  return {key(values[Metric::kMase]), key(values[Metric::kMae])};
}
}  // namespace

std::span<const Metric> leaderboard_metrics() {
  return kShown;
}

std::vector<std::size_t> leaderboard_order(const BacktestResult& result) {
  std::vector<std::size_t> order(result.total.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rank(result.total[a]) < rank(result.total[b]);
  });
  return order;
}

std::vector<Column> leaderboard_table(const BacktestResult& result,
                                      std::span<const AnyDefinition> definitions) {
  std::vector<std::string> models;
  std::vector<std::vector<double>> values(kNumMetrics);
  std::vector<double> seconds;
  std::vector<std::int64_t> refused;
  for (const std::size_t d : leaderboard_order(result)) {
    const MetricValues metrics = result.total[d].metrics(&result.benchmark);
    models.push_back(definitions[d].word());
    for (const Metric metric : all_metrics()) {
      values[static_cast<std::size_t>(metric)].push_back(metrics[metric]);
    }
    seconds.push_back(result.seconds[d]);
    refused.push_back(static_cast<std::int64_t>(result.failures[d]));
  }
  std::vector<Column> table{{"model", std::move(models)}};
  for (const Metric metric : all_metrics()) {
    table.push_back(
        {std::string(name_of(metric)), std::move(values[static_cast<std::size_t>(metric)])});
  }
  table.push_back({"seconds", std::move(seconds)});
  table.push_back({"refused", std::move(refused)});
  return table;
}
}  // namespace foretell::calls

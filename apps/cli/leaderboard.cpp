#include "apps/cli/leaderboard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "apps/cli/text_table.hpp"

namespace foretell::cli {
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

std::string leaderboard_text(const BacktestResult& result,
                             std::span<const AnyDefinition> definitions) {
  std::vector<std::vector<std::string>> rows{{"model"}};
  for (const Metric metric : kShown) rows[0].emplace_back(name_of(metric));
  rows[0].emplace_back("seconds");
  rows[0].emplace_back("refused");
  for (const std::size_t d : leaderboard_order(result)) {
    const MetricValues values = result.total[d].metrics(&result.benchmark);
    std::vector<std::string> row{definitions[d].word()};
    for (const Metric metric : kShown) row.push_back(short_number(values[metric]));
    row.push_back(short_number(result.seconds[d]));
    row.push_back(grouped(result.failures[d]));
    rows.push_back(std::move(row));
  }
  return text_table(rows);
}

nlohmann::ordered_json metrics_json(const MetricValues& values) {
  nlohmann::ordered_json json;
  for (const Metric metric : all_metrics()) json[std::string(name_of(metric))] = values[metric];
  return json;
}

nlohmann::ordered_json leaderboard_json(const BacktestResult& result,
                                        std::span<const AnyDefinition> definitions) {
  auto rows = nlohmann::ordered_json::array();
  for (const std::size_t d : leaderboard_order(result)) {
    auto steps = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < result.by_step[d].size(); ++k) {
      steps.push_back(metrics_json(result.by_step[d][k].metrics(&result.benchmark_by_step[k])));
    }
    rows.push_back({{"model", definitions[d].word()},
                    {"metrics", metrics_json(result.total[d].metrics(&result.benchmark))},
                    {"by_step", std::move(steps)},
                    {"seconds", result.seconds[d]},
                    {"refused", result.failures[d]}});
  }
  return rows;
}
}  // namespace foretell::cli

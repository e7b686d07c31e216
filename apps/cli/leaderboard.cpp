#include "apps/cli/leaderboard.hpp"

#include <fmt/format.h>

#include "apps/calls/leaderboard.hpp"
#include "apps/calls/text_table.hpp"

namespace foretell::cli {
using calls::leaderboard_metrics;
using calls::leaderboard_order;

std::string leaderboard_text(const BacktestResult& result,
                             std::span<const AnyDefinition> definitions) {
  std::vector<std::vector<std::string>> rows{{"model"}};
  for (const Metric metric : leaderboard_metrics()) rows[0].emplace_back(name_of(metric));
  rows[0].emplace_back("seconds");
  rows[0].emplace_back("refused");
  for (const std::size_t d : leaderboard_order(result)) {
    const MetricValues values = result.total[d].metrics(&result.benchmark);
    std::vector<std::string> row{definitions[d].word()};
    for (const Metric metric : leaderboard_metrics())
      row.push_back(calls::short_number(values[metric]));
    row.push_back(calls::short_number(result.seconds[d]));
    row.push_back(calls::grouped(result.failures[d]));
    rows.push_back(std::move(row));
  }
  return calls::text_table(rows);
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

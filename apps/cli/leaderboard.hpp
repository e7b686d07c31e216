#pragma once
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "foretell/select/backtest.hpp"

namespace foretell::cli {
/// The models of a backtest from best to worst (by MASE, else MAE), as a table for the terminal.
[[nodiscard]] std::string leaderboard_text(const BacktestResult& result,
                                           std::span<const AnyDefinition> definitions);
/// The same with every metric, in all and by step, for programs. NaN becomes null.
[[nodiscard]] nlohmann::ordered_json leaderboard_json(const BacktestResult& result,
                                                      std::span<const AnyDefinition> definitions);
/// The metrics that a leaderboard shows, of all that are computed.
[[nodiscard]] std::span<const Metric> leaderboard_metrics();
/// The order of the leaderboard: indices of models, best first.
[[nodiscard]] std::vector<std::size_t> leaderboard_order(const BacktestResult& result);
/// Metrics by name; NaN becomes null.
[[nodiscard]] nlohmann::ordered_json metrics_json(const MetricValues& values);
}  // namespace foretell::cli

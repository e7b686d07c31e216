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
/// Metrics by name; NaN becomes null.
[[nodiscard]] nlohmann::ordered_json metrics_json(const MetricValues& values);
}  // namespace foretell::cli

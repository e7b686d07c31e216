#pragma once
#include <span>

#include "foretell/ingest/table_writer.hpp"
#include "foretell/select/backtest.hpp"

namespace foretell::calls {
/// The metrics that a leaderboard shows to people, of all that are computed.
[[nodiscard]] std::span<const Metric> leaderboard_metrics();
/// The order of the leaderboard: indices of models, best first (by MASE, else MAE; NaN last).
[[nodiscard]] std::vector<std::size_t> leaderboard_order(const BacktestResult& result);
/// The leaderboard with every metric: model, metrics, seconds, refused.
[[nodiscard]] std::vector<Column> leaderboard_table(const BacktestResult& result,
                                                    std::span<const AnyDefinition> definitions);
}  // namespace foretell::calls

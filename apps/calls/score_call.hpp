#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/evaluate/score_table.hpp"
#include "foretell/ingest/read_panel.hpp"
#include "foretell/ingest/table_writer.hpp"
#include "foretell/select/backtest.hpp"

namespace foretell::calls {
/// Which forecasts are judged by what. Everything belongs to the caller.
struct ScoreCall {
  const LongTable& forecasts;
  const LongTable& actuals;
  const Panel* training = nullptr;  ///< gives scaled errors and naive2; may be null
  std::string target;               ///< column of actual values; empty: y, or the only one
  std::string benchmark;            ///< column that OWA is relative to; empty: naive2
  std::string forecasts_name;       ///< what messages call the two tables
  std::string actuals_name;
};

/// How each column of forecasts fared.
///   Shapes  in `result` total, by_step as in a backtest; by_series [models][series of actuals]
struct Scores {
  std::vector<ModelColumns> models;
  BacktestResult result;
  std::vector<std::vector<ErrorSums>> by_series;
  std::optional<std::size_t> benchmark_column;
  std::size_t num_scored = 0;
  std::size_t num_unmatched = 0;  ///< actual values without a forecast

  /// What OWA is relative to; null where there is nothing.
  [[nodiscard]] const ErrorSums* benchmark() const {
    return result.benchmark.count() > 0 ? &result.benchmark : nullptr;
  }
};

///   Errors  kUnknownName (no models, target or benchmark), kDuplicate, kBadFile (no common rows)
[[nodiscard]] Result<Scores> score(const ScoreCall& call);

/// Metrics per model and series: model, metrics; the ids, series by series within each model, are
/// added by the caller in front.
///   Shapes  [models · series of actuals]
[[nodiscard]] std::vector<Column> score_table(const Scores& scores);
}  // namespace foretell::calls

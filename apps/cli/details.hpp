#pragma once
#include <nlohmann/json.hpp>
#include <span>

#include "apps/calls/trace_call.hpp"
#include "foretell/select/forecast_panel.hpp"

namespace foretell::cli {
/// Every fitted model of the blocks in words and numbers, for `--json --details`.
///   Shapes  one entry per series and model: unique_id, model, name, numbers {name: value},
///           log_likelihood, aic, aicc, bic, remark, fallback
[[nodiscard]] nlohmann::ordered_json details_json(const Panel& panel,
                                                  std::span<const AnyDefinition> definitions,
                                                  std::span<const ForecastBlock> blocks);

/// What automatic choices looked at, for `--json --trace`.
///   Shapes  one entry per series and model: unique_id, model, candidates [{name, criterion (null:
///           rejected), log_likelihood (null: not known), verdict, chosen, part (empty: the model
///           itself)}]
[[nodiscard]] nlohmann::ordered_json trace_json(const Panel& panel,
                                                std::span<const AnyDefinition> definitions,
                                                std::span<const calls::SeriesTrace> traces);
}  // namespace foretell::cli

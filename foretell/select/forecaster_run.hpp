#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "foretell/select/forecast_panel.hpp"
#include "foretell/select/forecaster.hpp"

namespace foretell {
/// What a Forecaster does over its series, on all threads. One bad series never stops the others:
/// the cells of what comes back hold their errors. Results do not depend on the threads.

/// Fits each definition to each series, or the first of the fallbacks that accepts it.
///   Shapes  cells [series · definitions], series by series, without models
struct FittedPanel {
  Forecaster forecaster;
  std::vector<Cell> cells;
};
[[nodiscard]] FittedPanel fit_forecaster(const Panel& panel, std::vector<AnyDefinition> definitions,
                                         std::vector<AnyDefinition> fallbacks,
                                         const std::function<void(std::size_t)>& progress = {});

/// 0 for no fallback, else which of them it is, from 1.
[[nodiscard]] std::int64_t owner_of(const std::string& fallback,
                                    std::span<const AnyDefinition> fallbacks);

/// The forecasts of series [first, first + count): those that forecast_block gives at the same
/// request. `future`, where there are regressors: their rows for the steps after the last
/// observation of each series, as columns of a panel with the forecaster's ids.
[[nodiscard]] ForecastBlock predict_block(const Forecaster& forecaster, std::size_t first,
                                          std::size_t count, const ForecastRequest& request,
                                          const Panel* future = nullptr);

/// Takes the observations that follow: series by series in O(new observations) where models can.
/// Steps between the last observation known and the first new one are missing values. Series that
/// `news` does not have stay as they are. Where a model refuses its observations, its series has
/// none from then on, and the answer says why.
///   Errors  kUnknownName (a series that was not fitted), kFrequency, kDuplicate (observations that
///           are known already); then nothing has changed
[[nodiscard]] Result<std::vector<Error>> update_forecaster(Forecaster& forecaster,
                                                           const Panel& news);

/// Paths of each series and definition.
///   Shapes  [definitions], each [count · paths · horizon], series by series, path by path; NaN
///           where there is no model
[[nodiscard]] std::vector<std::vector<double>> simulate_block(const Forecaster& forecaster,
                                                              std::size_t first, std::size_t count,
                                                              const ForecastRequest& request,
                                                              const Panel* future = nullptr);

/// What was predicted one step ahead for the observations that the models have seen, or what was
/// left over.
///   Shapes  [definitions], each [values of the panel]
///   Errors  kInvalidOption (other series than were fitted, or other ends)
enum class OneStep { kFitted, kResiduals };
[[nodiscard]] Result<std::vector<std::vector<double>>> one_step_values(const Forecaster& forecaster,
                                                                       const Panel& panel,
                                                                       OneStep what);

/// Whether these are the observations that the models have seen.
///   Errors  kInvalidOption (other series than were fitted, or other ends)
[[nodiscard]] Result<void> check_seen(const Forecaster& forecaster, const Panel& panel);

/// The ids of a forecaster as a panel without observations, whose next steps are the forecaster's.
[[nodiscard]] Panel keys_of(const Forecaster& forecaster);
}  // namespace foretell

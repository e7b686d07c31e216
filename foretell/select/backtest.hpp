#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "foretell/evaluate/error_sums.hpp"
#include "foretell/evaluate/rolling_origin.hpp"
#include "foretell/select/forecast_panel.hpp"

namespace foretell {
/// How a panel is evaluated.
struct BacktestRequest {
  RollingOrigin plan;
  ForecastRequest forecast;  ///< its horizon is that of the plan
  /// Fit anew at each origin (warm, from the fit before, where the model can), else fit at the
  /// first and only update the state with the observations in between.
  bool refit = true;
};

/// One origin of one series: what was forecast and what came.
///   Shapes  actual [horizon], NaN where missing;  columns as in ForecastBlock, each [horizon]
struct WindowResult {
  std::size_t series;
  std::size_t end;  ///< observations known at the origin
  std::vector<double> actual;
  std::vector<std::vector<double>> columns;
};

/// The errors of a panel's backtest.
///   Shapes  total [models];  by_step [models][horizon];  by_series [models][series]
///   Units   seconds: processor time spent fitting and forecasting, over all threads
struct BacktestResult {
  std::vector<ErrorSums> total;
  std::vector<std::vector<ErrorSums>> by_step;
  std::vector<std::vector<ErrorSums>> by_series;
  ErrorSums benchmark;                              ///< naive2 on the same points, for OWA
  std::vector<ErrorSums> benchmark_by_step;         ///< [horizon]
  std::vector<double> seconds;                      ///< [models]
  std::vector<std::size_t> failures;                ///< windows that a model refused, [models]
  std::vector<std::optional<Error>> series_errors;  ///< series that could not be cut, [series]
};

/// Evaluates every definition on every series; `benchmark` is naive2 (see catalog). `sink`, where
/// given, gets every window in order of series and time; `progress` the number of series done so
/// far.
[[nodiscard]] BacktestResult backtest(const Panel& panel,
                                      std::span<const AnyDefinition> definitions,
                                      const AnyDefinition& benchmark,
                                      const BacktestRequest& request,
                                      const std::function<void(const WindowResult&)>& sink = {},
                                      const std::function<void(std::size_t)>& progress = {});
}  // namespace foretell

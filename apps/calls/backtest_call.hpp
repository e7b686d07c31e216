#pragma once
#include "apps/calls/forecast_call.hpp"
#include "foretell/evaluate/rolling_origin.hpp"
#include "foretell/select/backtest.hpp"

namespace foretell::calls {
/// What a user asks of an evaluation, in the words that the command and Python share.
struct BacktestCall {
  RollingOrigin plan{.windows = 3};  ///< its horizon is that of the forecast
  bool no_refit = false;

  /// The models to compare: all of them and, with `select`, the one that chooses among them.
  ///   Errors  as define_all
  [[nodiscard]] static Result<std::vector<AnyDefinition>> definitions(const ForecastCall& call);
  ///   Errors  as ForecastCall::request; kInvalidOption (no windows)
  [[nodiscard]] Result<BacktestRequest> request(const ForecastCall& call) const;
};
}  // namespace foretell::calls

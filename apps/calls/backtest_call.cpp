#include "apps/calls/backtest_call.hpp"

#include "foretell/select/catalog.hpp"

namespace foretell::calls {
Result<std::vector<AnyDefinition>> BacktestCall::definitions(const ForecastCall& call) {
  auto all = define_all(call.models);
  if (!all || call.select.empty()) return all;
  auto best = call.definitions();
  if (!best) return best;
  all->push_back(std::move(best->front()));
  return all;
}

Result<BacktestRequest> BacktestCall::request(const ForecastCall& call) const {
  auto forecast = call.request();
  if (!forecast) return fail(std::move(forecast.error()));
  if (plan.windows == 0) {
    return fail(ErrorCode::kInvalidOption, "--windows must be at least 1");
  }
  BacktestRequest request;
  request.plan = plan;
  request.plan.horizon = forecast->horizon;
  request.forecast = std::move(*forecast);
  request.refit = !no_refit;
  return request;
}
}  // namespace foretell::calls

#include "foretell/models/arima/arima.hpp"

#include <fmt/format.h>

namespace foretell {
namespace {
// Seasons without a period of their own take those of the series in turn.
ArimaOrder order_for(const Arima& options, const Series& series) {
  ArimaOrder order = options.order;
  for (std::size_t i = 0; i < order.seasonal.size(); ++i) {
    auto& period = order.seasonal[i].period;
    if (period == 0) period = i < series.periods.size() ? series.periods[i] : i == 0 ? 1 : 0;
  }
  std::erase_if(order.seasonal,
                [](const SeasonalOrder& season) { return season.p + season.d + season.q == 0; });
  return order;
}

std::optional<Error> refused(const Arima& options, const ArimaOrder& order) {
  const auto bad = [](std::string message) {
    return Error{ErrorCode::kInvalidOption, std::move(message), ""};
  };
  std::size_t reach = order.p + order.d + order.q;
  for (const SeasonalOrder& season : order.seasonal) {
    if (season.period < 2) {
      return bad(
          fmt::format("seasonal orders {}/{}/{} need a period of at least 2, but it is {}; "
                      "give period=…",
                      season.p, season.d, season.q, season.period));
    }
    reach += (season.p + season.d + season.q) * season.period;
  }
  if (reach > arima::kLongestLag) {
    return bad(
        fmt::format("the orders reach {} steps back, more than {}; use Fourier terms for long "
                    "seasons",
                    reach, arima::kLongestLag));
  }
  if (options.constant.value_or(false) && order.num_differences() > 1) {
    return bad(
        fmt::format("a constant with {} differences is a polynomial trend; use constant=false",
                    order.num_differences()));
  }
  if (!options.fixed.empty() && options.fixed.size() != order.structure().num_coefficients()) {
    return bad(fmt::format("{} fixed parameters for {} coefficients", options.fixed.size(),
                           order.structure().num_coefficients()));
  }
  return std::nullopt;
}
}  // namespace

RegressionTerms Arima::terms(const Series& series) const {
  const std::size_t differences = order_for(*this, series).num_differences();
  RegressionTerms result;
  if (constant.value_or(differences == 0)) {
    result.trend =
        differences == 0 ? RegressionTerms::Trend::kConstant : RegressionTerms::Trend::kDrift;
  }
  for (FourierTerms season : fourier) {
    if (season.period == 0) season.period = static_cast<double>(series.period());
    result.fourier.push_back(season);
  }
  if (use_regressors) {
    result.names.assign(series.regressors.names().begin(), series.regressors.names().end());
  }
  return result;
}

Result<ArimaFitted> Arima::fit_from(const Series& series,
                                    std::vector<std::vector<double>> starts) const {
  arima::Estimation what;
  what.order = order_for(*this, series);
  if (auto error = refused(*this, what.order)) return fail(std::move(*error));
  what.terms = terms(series);
  for (const FourierTerms& season : what.terms.fourier) {
    if (!(season.period > 1) || 2 * static_cast<double>(season.pairs) > season.period) {
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("{} Fourier pairs need a period of at least {}, but it is {}",
                              season.pairs, 2 * season.pairs, season.period));
    }
  }
  what.method = method;
  what.fixed = fixed;
  what.starts = std::move(starts);
  const auto prepared = arima::prepare(series, lambda);
  if (!prepared) return fail(prepared.error());
  const auto regression =
      arima::make_regression(*prepared, what.order, what.terms, series.regressors);
  if (!regression) return fail(regression.error());
  const auto found = arima::estimate(what, *regression, prepared->unit);
  if (!found) return fail(found.error());
  auto model = arima::finish(what, *found, *prepared, series, lambda, bias_adjusted);
  if (regression->gaps_filled) model.notes |= kArimaGapsFilled;
  return model;
}

Result<ArimaFitted> Arima::fit(const Series& series) const {
  return fit_from(series, {});
}

Result<ArimaFitted> Arima::refit(const Series& series, const Fitted& start) const {
  return fit_from(series, {start.coefficients});
}
}  // namespace foretell

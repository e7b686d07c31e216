#include "foretell/models/arima/autoregression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/arima/arima_estimate.hpp"
#include "foretell/models/check.hpp"
#include "foretell/numeric/autoregression.hpp"

namespace foretell {
namespace {
/// Partial autocorrelations of orders 1 … and the innovation variance after each, v[0] of none.
struct Ladder {
  std::vector<double> partial, variance;
};

Ladder yule_walker(std::span<const double> w, std::size_t most) {
  const std::size_t n = w.size();
  std::vector<double> covariance(most + 1, 0), a(most, 0);
  for (std::size_t k = 0; k <= most; ++k) {
    for (std::size_t t = k; t < n; ++t) covariance[k] += w[t] * w[t - k];
    covariance[k] /= static_cast<double>(n);
  }
  Ladder ladder{{}, {covariance[0]}};
  for (std::size_t k = 1; k <= most; ++k) {
    double rest = covariance[k];
    for (std::size_t j = 1; j < k; ++j) rest -= a[j - 1] * covariance[k - j];
    const double rho = ladder.variance.back() > 0 ? rest / ladder.variance.back() : 0;
    ladder.partial.push_back(rho);
    ladder.variance.push_back(ladder.variance.back() * (1 - rho * rho));
    numeric::coefficients_from_partial(ladder.partial, std::span(a).first(k));
  }
  return ladder;
}

Ladder burg(std::span<const double> w, std::size_t most) {
  const std::size_t n = w.size();
  std::vector<double> forward(w.begin(), w.end()), backward = forward;
  double square = 0;
  for (const double value : w) square += value * value;
  Ladder ladder{{}, {square / static_cast<double>(n)}};
  for (std::size_t k = 1; k <= most; ++k) {
    double cross = 0, sum = 0;
    for (std::size_t t = k; t < n; ++t) {
      cross += forward[t] * backward[t - 1];
      sum += forward[t] * forward[t] + backward[t - 1] * backward[t - 1];
    }
    const double rho = sum > 0 ? 2 * cross / sum : 0;
    for (std::size_t t = n; t-- > k;) {
      const double ahead = forward[t];
      const double behind = backward[t - 1];
      forward[t] = ahead - rho * behind;
      backward[t] = behind - rho * ahead;
    }
    ladder.partial.push_back(rho);
    ladder.variance.push_back(ladder.variance.back() * (1 - rho * rho));
  }
  return ladder;
}

std::size_t least_aic(const Ladder& ladder, std::size_t n) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < ladder.variance.size(); ++k) {
    const double aic = static_cast<double>(n) * std::log(std::max(ladder.variance[k], 1e-300)) +
                       2 * static_cast<double>(k);
    if (aic < least) {
      least = aic;
      best = k;
    }
  }
  return best;
}

// Conditional least squares of w_t on w_{t−1} … w_{t−p} and 1, by the machinery of ARIMA:
// regressing on lags is the conditional sum of squares.
Result<ArimaFitted> least_squares(const Series& series, std::size_t order,
                                  const arima::Prepared& prepared) {
  arima::Estimation what;
  what.order.p = order;
  what.terms.trend = RegressionTerms::Trend::kConstant;
  what.method = arima::Method::kCss;
  const auto made = arima::make_regression(prepared, what.order, what.terms, {});
  if (!made) return fail(made.error());
  const auto found = arima::estimate(what, *made, prepared.unit);
  if (!found) return fail(found.error());
  return arima::finish(what, *found, prepared, series, std::nullopt, false);
}
}  // namespace

Result<ArimaFitted> Autoregression::fit(const Series& series) const {
  const std::size_t given = order.value_or(0);
  if (auto error = check(series, {.min_length = given + 3, .complete = true})) {
    return fail(std::move(*error));
  }
  const auto prepared = arima::prepare(series, std::nullopt);
  if (!prepared) return fail(prepared.error());
  const std::size_t n = series.size();
  const auto longest = static_cast<std::size_t>(10 * std::log10(static_cast<double>(n)));
  const std::size_t most = order.value_or(std::min({longest, n - 1, (n - 2) / 2}));
  double mean = 0;
  for (const double value : prepared->values) mean += value / static_cast<double>(n);
  std::vector<double> w = prepared->values;
  for (double& value : w) value -= mean;
  const Ladder ladder = method == Method::kBurg ? burg(w, most) : yule_walker(w, most);
  const std::size_t p = order.value_or(least_aic(ladder, n));
  if (method == Method::kLeastSquares) return least_squares(series, p, *prepared);
  std::vector<double> coefficients(ladder.partial.begin(),
                                   ladder.partial.begin() + static_cast<std::ptrdiff_t>(p));
  for (double& rho : coefficients) rho = std::clamp(rho, -1 + 1e-9, 1 - 1e-9);
  numeric::coefficients_from_partial(coefficients, coefficients);
  arima::Estimation what;
  what.order.p = p;
  what.terms.trend = RegressionTerms::Trend::kConstant;
  arima::Estimate found;
  found.coefficients = coefficients;
  found.slopes = {mean * prepared->unit};
  found.standard_errors.assign(p + 1, std::numeric_limits<double>::quiet_NaN());
  found.num_observations = n;
  found.num_parameters = p + 2;
  auto model = arima::finish(what, found, *prepared, series, std::nullopt, false);
  model.take_likelihood(series.values);
  return model;
}
}  // namespace foretell

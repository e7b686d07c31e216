#include "foretell/models/arima/arima_fitted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "foretell/models/arima/order_search.hpp"
#include "foretell/models/check.hpp"
#include "foretell/numeric/distribution.hpp"
#include "foretell/transform/box_cox.hpp"

namespace foretell {
namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLargest = std::numeric_limits<double>::max() / 4;

double finite(double value) {
  return std::isnan(value) ? kLargest : std::clamp(value, -kLargest, kLargest);
}
}  // namespace

ArimaFitted::ArimaFitted(ArimaOrder order_, RegressionTerms terms_,
                         std::vector<double> coefficients_, std::vector<double> slopes_,
                         bool conditional)
    : order(std::move(order_)),
      terms(std::move(terms_)),
      coefficients(std::move(coefficients_)),
      slopes(std::move(slopes_)),
      standard_errors(coefficients.size() + slopes.size(), kNaN),
      notes(conditional ? static_cast<unsigned>(kArimaConditional) : 0U),
      process_(order, coefficients),
      filter_(process_, conditional) {
}

ArimaFitted ArimaFitted::at(ArimaOrder order, RegressionTerms terms,
                            std::vector<double> coefficients, std::vector<double> slopes,
                            bool conditional) {
  return {std::move(order), std::move(terms), std::move(coefficients), std::move(slopes),
          conditional};
}

void ArimaFitted::rewind() {
  filter_ = arima::InnovationsFilter(process_, (notes & kArimaConditional) != 0);
  clock_ = 0;
  started_ = false;
}

double ArimaFitted::transformed(double y) const {
  if (!lambda) return y;
  const auto z = box_cox(std::span(&y, 1), *lambda);
  return z ? z->front() : kNaN;
}

double ArimaFitted::back(double z, double variance) const {
  if (!lambda) return z;
  return finite(bias_adjusted ? inverse_box_cox_mean(z, variance, *lambda)
                              : inverse_box_cox(z, *lambda));
}

template <class See>
void ArimaFitted::run(std::span<const double> y, const Regressors& x, See&& see) {
  for (std::size_t t = 0; t < y.size(); ++t, ++clock_) {
    const double z = transformed(y[t]);
    if (!started_ && std::isnan(z)) continue;
    started_ = true;
    const double regression = terms.value(slopes, clock_, x, t);
    see(t, filter_.absorb(process_, (z - regression) / unit), regression);
  }
}

std::optional<Error> ArimaFitted::check_regressors(const Regressors& x, std::size_t rows) const {
  if (terms.names.empty()) return std::nullopt;
  if (x.size() != terms.names.size()) {
    return Error{
        ErrorCode::kMissingValues,
        fmt::format("the model has {} regressors, but {} are given", terms.names.size(), x.size()),
        ""};
  }
  return check_rows(x, rows);
}

Result<void> ArimaFitted::update(std::span<const double> y, const Regressors& x) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  if (auto error = check_regressors(x, y.size())) return fail(std::move(*error));
  if (lambda && *lambda <= 0) {
    for (const double value : y) {
      if (value <= 0) return fail(ErrorCode::kNotPositive, "a new observation is not above zero");
    }
  }
  run(y, x, [](std::size_t, const auto&, double) {});
  return {};
}

std::vector<double> ArimaFitted::fitted(std::span<const double> y, const Regressors& x) const {
  std::vector<double> result(y.size(), kNaN);
  if (check_regressors(x, y.size())) return result;
  ArimaFitted replay = *this;
  replay.rewind();
  replay.run(y, x, [&](std::size_t t, const auto& step, double regression) {
    if (std::isnan(step.prediction)) return;
    result[t] = back(step.prediction * unit + regression, step.variance * sigma() * sigma());
  });
  return result;
}

Result<Components> ArimaFitted::components(std::span<const double> y, const Regressors& x) const {
  if (lambda) {
    return fail(ErrorCode::kUnsupported,
                name() + " has no components on the scale of the data; fit it without Box-Cox");
  }
  if (auto error = check_regressors(x, y.size())) return fail(std::move(*error));
  const std::vector<double> none(y.size(), kNaN);
  Components::Part regression{"regression", none}, errors{"arima", none};
  ArimaFitted replay = *this;
  replay.rewind();
  replay.run(y, x, [&](std::size_t t, const auto& step, double part) {
    if (std::isnan(step.prediction)) return;
    regression.values[t] = part;
    errors.values[t] = step.prediction * unit;
  });
  Components result{{std::move(errors)}};
  if (terms.size() > 0) result.parts.push_back(std::move(regression));
  return result;
}

std::vector<double> ArimaFitted::residuals(std::span<const double> y, const Regressors& x) const {
  std::vector<double> result(y.size(), kNaN);
  if (check_regressors(x, y.size())) return result;
  ArimaFitted replay = *this;
  replay.rewind();
  replay.run(y, x,
             [&](std::size_t t, const auto& step, double) { result[t] = step.innovation * unit; });
  return result;
}

std::vector<double> ArimaFitted::log_densities(std::span<const double> y,
                                               const Regressors& x) const {
  std::vector<double> result(y.size(), kNaN);
  if (check_regressors(x, y.size()) || num_observations == 0) return result;
  const double variance = std::max(sum_squares / static_cast<double>(num_observations),
                                   std::numeric_limits<double>::min());
  ArimaFitted replay = *this;
  replay.rewind();
  replay.run(y, x, [&](std::size_t t, const auto& step, double) {
    const double spread = 2 * std::numbers::pi * variance * step.variance;
    result[t] =
        -0.5 * (std::log(spread) + step.innovation * step.innovation / variance) - std::log(unit);
  });
  return result;
}

void ArimaFitted::take_likelihood(std::span<const double> y, const Regressors& x) {
  ArimaFitted replay = *this;
  replay.rewind();
  double log_det = 0;
  sum_squares = 0;
  num_observations = 0;
  replay.run(y, x, [&](std::size_t, const auto& step, double) {
    if (std::isnan(step.innovation)) return;
    sum_squares += step.innovation * step.innovation;
    log_det += std::log(step.variance);
    ++num_observations;
  });
  const auto n = static_cast<double>(num_observations);
  const double mean_square = std::max(sum_squares, 1e-30) / std::max(n, 1.0);
  log_likelihood = -0.5 * (n * (std::log(2 * std::numbers::pi * mean_square) + 1) + log_det) -
                   n * std::log(unit);
}

double ArimaFitted::sigma() const {
  const double n = static_cast<double>(num_observations);
  const double k = static_cast<double>(num_parameters);
  if (n == 0) return 0;
  return unit * std::sqrt(sum_squares / std::max(1.0, n - k + 1));
}

ArimaFitted::Parts ArimaFitted::parts(std::size_t horizon, const Regressors& x) const {
  Parts result;
  const auto moments = filter_.ahead(process_, horizon);
  for (std::size_t k = 0; k < horizon; ++k) {
    result.regression.push_back(terms.value(slopes, clock_ + k, x, k));
    result.arima.push_back(moments.mean[k] * unit);
  }
  return result;
}

namespace {
// Quantiles at evenly spaced probabilities stand for the distribution: exact at multiples of
// 1 / (kNodes − 1), which the usual coverages are.
Forecast mapped_back(const std::vector<double>& mean, const std::vector<double>& sd, double lambda,
                     std::vector<double> point) {
  constexpr std::size_t kNodes = 2001;
  const std::size_t horizon = mean.size();
  std::vector<double> nodes(kNodes * horizon);
  for (std::size_t i = 0; i < kNodes; ++i) {
    const double edge = 0.25 / (kNodes - 1);
    const double p = std::clamp(static_cast<double>(i) / (kNodes - 1), edge, 1 - edge);
    const double z = numeric::normal_quantile(p);
    for (std::size_t k = 0; k < horizon; ++k) {
      double value = mean[k] + sd[k] * z;
      // Beyond the edge of the map lies nothing: the quantile stays there.
      if (lambda != 0 && lambda * value + 1 < 0) value = -1 / lambda;
      nodes[i * horizon + k] = finite(inverse_box_cox(value, lambda));
    }
  }
  return Forecast::from_paths(nodes, horizon, std::move(point));
}
}  // namespace

Forecast ArimaFitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/,
                               const Regressors& x) const {
  const auto moments = filter_.ahead(process_, horizon);
  std::vector<double> mean(horizon), sd(horizon);
  const bool known = !check_regressors(x, horizon);
  for (std::size_t k = 0; k < horizon; ++k) {
    const double regression = known ? terms.value(slopes, clock_ + k, x, k) : 0;
    mean[k] = finite(moments.mean[k] * unit + regression);
    sd[k] = finite(sigma() * std::sqrt(std::max(0.0, moments.variance[k])));
  }
  if (!lambda) return Forecast::normal(std::move(mean), std::move(sd));
  std::vector<double> point(horizon);
  for (std::size_t k = 0; k < horizon; ++k) point[k] = back(mean[k], sd[k] * sd[k]);
  return mapped_back(mean, sd, *lambda, std::move(point));
}

std::vector<double> ArimaFitted::simulate(std::size_t horizon, Rng& rng,
                                          const Regressors& x) const {
  std::vector<double> path(horizon);
  arima::InnovationsFilter ahead = filter_;
  const double sd = sigma() / unit;
  ahead.settle_unknowns(sd, [&rng] { return rng.normal(); });
  const bool known = !check_regressors(x, horizon);
  for (std::size_t k = 0; k < horizon; ++k) {
    const auto [mean, variance] = ahead.next(process_);
    const double u = mean + sd * std::sqrt(variance) * rng.normal();
    (void)ahead.absorb(process_, u);
    const double regression = known ? terms.value(slopes, clock_ + k, x, k) : 0;
    const double z = finite(u * unit + regression);
    path[k] = lambda ? finite(inverse_box_cox(z, *lambda)) : z;
  }
  return path;
}

InformationCriteria ArimaFitted::criteria() const {
  return {log_likelihood, num_parameters, num_observations};
}

double ArimaFitted::smallest_root() const {
  return arima::smallest_root(process_.structure, coefficients);
}

std::string ArimaFitted::name() const {
  std::string text = order.name() + terms.name();
  if (lambda) text += fmt::format(" of Box-Cox {:.4g}", *lambda);
  return text;
}

namespace {
std::string remark_of(unsigned notes) {
  std::string text;
  const auto add = [&](unsigned bit, const char* words) {
    if ((notes & bit) != 0) text += (text.empty() ? "" : "; ") + std::string(words);
  };
  add(kArimaConstant, "nothing but a constant is left after differencing");
  add(kArimaSeasonLeftOut, "too few cycles: season left out");
  add(kArimaFourier, "long period: the season by Fourier terms, their number by the criterion");
  add(kArimaGapsFilled, "many missing values: interpolated while the parameters were estimated");
  add(kArimaConditional, "parameters by conditional sum of squares");
  add(kArimaNotConverged, "the search for the parameters stopped at its limit");
  return text;
}
}  // namespace

ModelDescription ArimaFitted::describe() const {
  ModelDescription text{name(), {}, remark_of(notes)};
  std::vector<std::string> names = order.coefficient_names();
  const auto columns = terms.column_names();
  names.insert(names.end(), columns.begin(), columns.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool slope = i >= coefficients.size();
    text.numbers.emplace_back(names[i], slope ? slopes[i - coefficients.size()] : coefficients[i]);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!std::isnan(standard_errors[i])) {
      text.numbers.emplace_back("se " + names[i], standard_errors[i]);
    }
  }
  if (lambda) text.numbers.emplace_back("lambda", *lambda);
  text.numbers.emplace_back("sigma", sigma());
  return text;
}
}  // namespace foretell

#include "foretell/models/arima/order_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "foretell/numeric/autoregression.hpp"

namespace foretell::arima {
namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kMostModels = 94;
constexpr std::size_t kFewObservations = 10;
constexpr double kNearUnitCircle = 0.01, kNearPerObservation = 1;
constexpr std::size_t kSearched = 2;  // starts of a candidate; the winner gets all
constexpr double kTolerance = 1e-3;   // of a candidate's log-likelihood
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Factors in the order φ, θ, Φ, Θ, absent ones too.
std::array<std::vector<double>, 4> partials_of(const ArmaStructure& structure,
                                               std::span<const double> coefficients) {
  std::array<std::vector<double>, 4> result;
  std::size_t place = 0;
  for (const Factor& factor : structure.factors()) {
    auto& own = result[(factor.step > 1 ? 2 : 0) + (factor.moving_average ? 1 : 0)];
    own.assign(coefficients.begin() + static_cast<std::ptrdiff_t>(place),
               coefficients.begin() + static_cast<std::ptrdiff_t>(place + factor.degree));
    place += factor.degree;
    if (factor.moving_average) {
      for (double& value : own) value = -value;
    }
    if (!numeric::partial_from_coefficients(own, own)) own.clear();
  }
  return result;
}
}  // namespace

double criterion_of(const Estimate& found, OrderCriterion criterion) {
  const InformationCriteria fit{found.log_likelihood, found.num_parameters, found.num_observations};
  if (criterion == OrderCriterion::kBic) return fit.bic();
  if (criterion == OrderCriterion::kAic || found.num_observations <= 3) return fit.aic();
  return fit.aicc();
}

double nearest_root(std::size_t num_observations) {
  const double n = static_cast<double>(std::max<std::size_t>(num_observations, 1));
  return 1 + std::min(kNearUnitCircle, kNearPerObservation / n);
}

double smallest_root(const ArmaStructure& structure, std::span<const double> coefficients) {
  double smallest = kInfinity;
  std::size_t place = 0;
  for (const Factor& factor : structure.factors()) {
    std::vector<double> own(
        coefficients.begin() + static_cast<std::ptrdiff_t>(place),
        coefficients.begin() + static_cast<std::ptrdiff_t>(place + factor.degree));
    place += factor.degree;
    if (factor.moving_average) {
      for (double& value : own) value = -value;
    }
    smallest = std::min(
        smallest, std::pow(numeric::smallest_root(own), 1 / static_cast<double>(factor.step)));
  }
  return smallest;
}

std::vector<double> carried_over(const ArmaStructure& from, std::span<const double> coefficients,
                                 const ArmaStructure& to) {
  const auto known = partials_of(from, coefficients);
  std::vector<double> result;
  for (const Factor& factor : to.factors()) {
    std::vector<double> own = known[(factor.step > 1 ? 2 : 0) + (factor.moving_average ? 1 : 0)];
    own.resize(factor.degree, 0);
    numeric::coefficients_from_partial(own, own);
    for (const double value : own) result.push_back(factor.moving_average ? -value : value);
  }
  return result;
}

OrderSearch::OrderSearch(const Prepared& prepared, const Regressors& x, Estimation base,
                         SearchLimits limits)
    : prepared_(prepared), x_(x), base_(std::move(base)), limits_(limits) {
  base_.standard_errors = false;
  base_.max_searched = kSearched;
  base_.tolerance = kTolerance;
  if (!base_.order.seasonal.empty()) period_ = base_.order.seasonal.front().period;
  constant_allowed_ = limits_.constant && base_.order.num_differences() <= 1;
  const std::size_t n = prepared.values.size() - prepared.gaps.size();
  mean_needed_ = constant_allowed_ && base_.order.num_differences() == 0 && n < kFewObservations;
  limits_.max_p = std::min(limits_.max_p, n / 3);
  limits_.max_q = std::min(limits_.max_q, n / 3);
  if (period_ < 2) {
    limits_.max_seasonal_p = limits_.max_seasonal_q = 0;
    return;
  }
  limits_.max_seasonal_p = std::min(limits_.max_seasonal_p, n / 3 / period_);
  limits_.max_seasonal_q = std::min(limits_.max_seasonal_q, n / 3 / period_);
  if (limits_.max_seasonal_p > 0) limits_.max_p = std::min(limits_.max_p, period_ - 1);
  if (limits_.max_seasonal_q > 0) limits_.max_q = std::min(limits_.max_q, period_ - 1);
}

Estimation OrderSearch::estimation(const Orders& orders) const {
  Estimation what = base_;
  what.order.p = orders.p;
  what.order.q = orders.q;
  if (period_ > 1) {
    what.order.seasonal.front().p = orders.seasonal_p;
    what.order.seasonal.front().q = orders.seasonal_q;
  }
  if (orders.constant) {
    what.terms.trend = what.order.num_differences() == 0 ? RegressionTerms::Trend::kConstant
                                                         : RegressionTerms::Trend::kDrift;
  }
  return what;
}

bool OrderSearch::allowed(const Orders& orders) const {
  if (mean_needed_ && !orders.constant) return false;
  return orders.p <= limits_.max_p && orders.q <= limits_.max_q &&
         orders.seasonal_p <= limits_.max_seasonal_p && orders.seasonal_q <= limits_.max_seasonal_q;
}

const Result<Regression>& OrderSearch::regression(bool constant) {
  auto& made = constant ? with_ : without_;
  if (!made) {
    const Estimation what = estimation({.constant = constant});
    made = make_regression(prepared_, what.order, what.terms, x_);
  }
  return *made;
}

void OrderSearch::record(const Estimation& what, const Estimate* found, double criterion,
                         std::string verdict) {
  candidates_.push_back({what.order.name() + what.terms.name(), criterion,
                         found == nullptr ? kUnknown : found->log_likelihood, std::move(verdict)});
}

bool OrderSearch::improves(const Orders& orders) {
  if (!allowed(orders) || seen_.contains(orders)) return false;
  seen_[orders] = kInfinity;
  Estimation what = estimation(orders);
  const auto& columns = regression(orders.constant);
  if (!columns) {
    record(what, nullptr, kInfinity, columns.error().message);
    return false;
  }
  if (std::isfinite(best_.criterion)) {
    what.starts.push_back(carried_over(best_.what.order.structure(), best_.found.coefficients,
                                       what.order.structure()));
  }
  auto found = estimate(what, *columns, prepared_.unit);
  if (!found) {
    record(what, nullptr, kInfinity, found.error().message);
    return false;
  }
  double criterion = criterion_of(*found, limits_.criterion);
  std::string verdict;
  if (!std::isfinite(criterion)) verdict = "too few observations for its parameters";
  const double nearest = nearest_root(prepared_.values.size() - prepared_.gaps.size());
  if (smallest_root(what.order.structure(), found->coefficients) < nearest) {
    verdict = fmt::format("a root within {:.5g} of the unit circle", nearest);
    criterion = kInfinity;
  }
  seen_[orders] = criterion;
  record(what, &*found, criterion, std::move(verdict));
  if (!(criterion < best_.criterion)) return false;
  best_ = {std::move(what), std::move(*found), criterion};
  best_orders_ = orders;
  return true;
}

void OrderSearch::start() {
  const std::size_t n = prepared_.values.size() - prepared_.gaps.size();
  const bool few = n < kFewObservations;
  const std::size_t first = few ? 1 : 2;
  const std::size_t seasonal = few ? 0 : 1;
  const std::size_t p = std::min(first, limits_.max_p);
  const std::size_t q = std::min(first, limits_.max_q);
  const bool c = constant_allowed_;
  improves({p, q, std::min(seasonal, limits_.max_seasonal_p),
            std::min(seasonal, limits_.max_seasonal_q), c});
  improves({0, 0, 0, 0, c});
  const bool autoregressive = limits_.max_p > 0 || limits_.max_seasonal_p > 0;
  const bool average = limits_.max_q > 0 || limits_.max_seasonal_q > 0;
  if (autoregressive) {
    improves({std::min<std::size_t>(1, limits_.max_p), 0,
              std::min<std::size_t>(1, limits_.max_seasonal_p), 0, c});
  }
  if (average) {
    improves({0, std::min<std::size_t>(1, limits_.max_q), 0,
              std::min<std::size_t>(1, limits_.max_seasonal_q), c});
  }
  if (c) improves({0, 0, 0, 0, false});
}

bool OrderSearch::improves_with(std::ptrdiff_t p, std::ptrdiff_t q, std::ptrdiff_t seasonal_p,
                                std::ptrdiff_t seasonal_q) {
  Orders orders = best_orders_;
  const auto move = [](std::size_t& order, std::ptrdiff_t by) {
    if (by < 0 && order == 0) return false;
    order += static_cast<std::size_t>(by);
    return true;
  };
  const bool inside = move(orders.p, p) && move(orders.q, q) &&
                      move(orders.seasonal_p, seasonal_p) && move(orders.seasonal_q, seasonal_q);
  return inside && improves(orders);
}

bool OrderSearch::any_neighbour() {
  constexpr std::array<std::array<std::ptrdiff_t, 2>, 8> kMoves{
      {{-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}}};
  for (const auto& [p, q] : kMoves) {
    if (improves_with(0, 0, p, q)) return true;
  }
  for (const auto& [p, q] : kMoves) {
    if (improves_with(p, q, 0, 0)) return true;
  }
  if (!constant_allowed_) return false;
  Orders other = best_orders_;
  other.constant = !other.constant;
  return improves(other);
}

void OrderSearch::step() {
  if (!std::isfinite(best_.criterion)) return;
  while (seen_.size() < kMostModels && any_neighbour()) {
  }
}

void OrderSearch::exhaust() {
  for (std::size_t seasonal_p = 0; seasonal_p <= limits_.max_seasonal_p; ++seasonal_p) {
    for (std::size_t seasonal_q = 0; seasonal_q <= limits_.max_seasonal_q; ++seasonal_q) {
      for (std::size_t p = 0; p <= limits_.max_p; ++p) {
        for (std::size_t q = 0; q <= limits_.max_q; ++q) {
          if (p + q + seasonal_p + seasonal_q > limits_.max_order) continue;
          improves({p, q, seasonal_p, seasonal_q, false});
          if (constant_allowed_) improves({p, q, seasonal_p, seasonal_q, true});
        }
      }
    }
  }
}

Result<OrderSearch::Choice> OrderSearch::run() {
  start();
  limits_.stepwise ? step() : exhaust();
  Orders winner = best_orders_;
  if (!std::isfinite(best_.criterion)) winner = {.constant = constant_allowed_};
  for (const bool fallback : {false, true}) {  // the winner to the end; else nothing but a constant
    if (fallback) winner = {.constant = (constant_allowed_ && winner.constant) || mean_needed_};
    const auto& columns = regression(winner.constant);
    if (!columns) return fail(columns.error());
    Estimation what = estimation(winner);
    what.standard_errors = true;
    what.max_searched = Estimation{}.max_searched;
    what.tolerance = Estimation{}.tolerance;
    if (!best_.found.coefficients.empty() && !fallback) what.starts = {best_.found.coefficients};
    auto found = estimate(what, *columns, prepared_.unit);
    if (found)
      return Choice{std::move(what), std::move(*found), criterion_of(*found, limits_.criterion)};
    if (fallback) return fail(std::move(found.error()));
  }
  return fail(ErrorCode::kTooShort, "no model can be estimated");
}
}  // namespace foretell::arima

#include "foretell/models/arima/auto_arima.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "foretell/diagnose/num_differences.hpp"
#include "foretell/diagnose/num_seasonal_differences.hpp"
#include "foretell/models/arima/arima.hpp"
#include "foretell/models/arima/fourier_pairs.hpp"

namespace foretell {
namespace {
using arima::Estimation;
using arima::OrderSearch;

constexpr std::size_t kLongestShort = 24;    // seasons up to here by orders alone
constexpr std::size_t kLongestOrders = 400;  // beyond, Fourier terms alone
constexpr std::size_t kFirstPairs = 2;

/// One search for orders over one series.
class Selection {
 public:
  Selection(const AutoArima& options, const Series& series, const arima::Prepared& prepared)
      : options_(options),
        series_(series),
        prepared_(prepared),
        values_(prepared.values),
        pairs_(prepared, series, options.criterion) {
    if (options.use_regressors) {
      terms_.names.assign(series.regressors.names().begin(), series.regressors.names().end());
    }
  }

  Result<ArimaFitted> run() {
    if (!terms_.names.empty()) {
      if (auto error = remove_regressors()) return fail(std::move(*error));
    }
    const std::size_t period = choose_period();
    for (std::size_t i = 1; i < series_.periods.size() && period > 1; ++i) {
      if (auto error = add_season(series_.periods[i])) return fail(std::move(*error));
    }
    if (period <= kLongestShort) return by_orders(period);
    const auto kind = options_.long_season;
    if (kind == AutoArima::LongSeason::kOrders) return by_orders(period);
    auto fourier = by_fourier(period);
    if (kind == AutoArima::LongSeason::kFourier || period > kLongestOrders) return fourier;
    auto orders = by_orders(period);
    if (!fourier) return orders;
    if (!orders || common_criterion(*fourier, *orders) < common_criterion(*orders, *fourier)) {
      return fourier;
    }
    return orders;
  }

  /// All that `run` has looked at, the model that it returned marked.
  [[nodiscard]] std::vector<Candidate> candidates(const ArimaFitted& model) && {
    const std::string name = model.order.name() + model.terms.name();
    auto chosen = candidates_.end();
    for (auto one = candidates_.begin(); one != candidates_.end(); ++one) {
      if (one->name == name) chosen = one;
    }
    if (chosen != candidates_.end()) chosen->chosen = true;
    return std::move(candidates_);
  }

 private:
  // Tests for differences look at what regressors leave.
  std::optional<Error> remove_regressors() {
    RegressionTerms terms = terms_;
    terms.trend = RegressionTerms::Trend::kConstant;
    const auto made = arima::make_regression(prepared_, {}, terms, series_.regressors);
    if (!made) return made.error();
    values_ = made->data;
    for (const auto& column : made->columns) {
      double share = 0;
      for (std::size_t t = 0; t < values_.size(); ++t) share += column[t] * values_[t];
      for (std::size_t t = 0; t < values_.size(); ++t) values_[t] -= share * column[t];
    }
    return std::nullopt;
  }

  std::size_t choose_period() {
    const std::size_t period = options_.season ? series_.period() : 1;
    if (period > 1 && values_.size() <= 2 * period && !options_.seasonal_d) {
      if (period > kLongestShort) {  // orders at that lag cannot be estimated either
        notes_ |= kArimaSeasonLeftOut;
        return 1;
      }
    }
    return std::max<std::size_t>(period, 1);
  }

  // A further, longer season by Fourier terms.
  std::optional<Error> add_season(std::size_t period) {
    if (values_.size() < 2 * period) return std::nullopt;
    const auto length = static_cast<double>(period);
    const std::size_t pairs = std::min<std::size_t>(pairs_.most(length), 3);
    if (pairs == 0) return std::nullopt;
    terms_.fourier.push_back({length, pairs});
    notes_ |= kArimaFourier;
    return std::nullopt;
  }

  [[nodiscard]] std::size_t seasonal_differences(std::size_t period) const {
    if (options_.seasonal_d) return *options_.seasonal_d;
    if (period < 2 || values_.size() <= 2 * period) return 0;
    const auto count =
        num_seasonal_differences(values_, period, {.max_differences = options_.max_seasonal_d});
    return count ? *count : 0;
  }

  [[nodiscard]] std::size_t first_differences(std::size_t period, std::size_t seasonal) const {
    if (options_.d) return *options_.d;
    std::vector<double> w = values_;
    for (std::size_t k = 0; k < seasonal; ++k) {
      for (std::size_t t = w.size(); t-- > period;) w[t] -= w[t - period];
      w.erase(w.begin(), w.begin() + static_cast<std::ptrdiff_t>(std::min(period, w.size())));
    }
    if (w.empty()) return 0;
    const auto count = num_differences(w, {.max_differences = options_.max_d});
    return count ? *count : 0;
  }

  [[nodiscard]] arima::SearchLimits limits() const {
    return {.max_p = options_.max_p,
            .max_q = options_.max_q,
            .max_seasonal_p = options_.max_seasonal_p,
            .max_seasonal_q = options_.max_seasonal_q,
            .max_order = options_.max_order,
            .constant = options_.constant,
            .stepwise = options_.stepwise,
            .criterion = options_.criterion};
  }

  Result<OrderSearch::Choice> search(const Estimation& base, const arima::SearchLimits& limits) {
    OrderSearch search(prepared_, series_.regressors, base, limits);
    auto choice = search.run();
    const auto& seen = search.candidates();
    candidates_.insert(candidates_.end(), seen.begin(), seen.end());
    return choice;
  }

  Result<ArimaFitted> finished(const Result<OrderSearch::Choice>& choice) {
    if (!choice) return fail(choice.error());
    auto model = arima::finish(choice->what, choice->found, prepared_, series_, options_.lambda,
                               options_.bias_adjusted);
    model.notes |= notes_;
    if (model.terms.fourier.empty()) model.notes &= ~static_cast<unsigned>(kArimaFourier);
    return model;
  }

  Result<ArimaFitted> by_orders(std::size_t period) {
    Estimation base;
    base.terms = terms_;
    std::size_t seasonal = seasonal_differences(period);
    base.order.d = first_differences(period, seasonal);
    if (period > 1) base.order.seasonal = {{0, seasonal, 0, period}};
    if (nothing_left(base.order)) return only_constant(base);
    return finished(search_with_pairs(base, false));
  }

  // Whether differencing leaves the same value everywhere.
  [[nodiscard]] bool nothing_left(const ArimaOrder& order) const {
    if (!terms_.names.empty() || !terms_.fourier.empty()) return false;
    const auto made = arima::make_regression(prepared_, order, {}, {});
    if (!made) return false;
    const auto& w = made->data;
    return std::ranges::all_of(w, [&w](double value) { return value == w[0]; });
  }

  Result<ArimaFitted> only_constant(const Estimation& base) {
    notes_ |= kArimaConstant;
    arima::SearchLimits none = limits();
    none.max_p = none.max_q = none.max_seasonal_p = none.max_seasonal_q = 0;
    return finished(search(base, none));
  }

  Result<ArimaFitted> by_fourier(std::size_t period) {
    Estimation base;
    base.terms = terms_;
    base.terms.fourier.insert(base.terms.fourier.begin(),
                              {static_cast<double>(period), kFirstPairs});
    base.order.d = first_differences(period, 0);
    const unsigned notes = notes_;
    notes_ |= kArimaFourier;
    auto model = finished(search_with_pairs(base, true));
    notes_ = notes;
    return model;
  }

  // Orders with a few pairs, then the number of pairs of each season with these orders, then orders
  // again where the pairs of the first season have changed.
  Result<OrderSearch::Choice> search_with_pairs(Estimation base, bool first_needed) {
    auto choice = search(base, limits());
    if (!choice || base.terms.fourier.empty()) return choice;
    const auto before = choice->what.terms.fourier;
    for (std::size_t i = 0; i < before.size(); ++i) {
      pairs_.improve(*choice, i, first_needed && i == 0);
    }
    const auto seen = pairs_.candidates();
    candidates_.insert(candidates_.end(), seen.begin(), seen.end());
    const auto& after = choice->what.terms.fourier;
    if (after == before) return choice;
    base.terms.fourier = after;
    std::erase_if(base.terms.fourier, [](const FourierTerms& terms) { return terms.pairs == 0; });
    if (first_needed && after.front() != before.front()) return search(base, limits());
    choice->what.terms.fourier = base.terms.fourier;
    return pairs_.finished(*choice);
  }

  // Corrected Akaike criterion of the observations that both models predict.
  [[nodiscard]] double common_criterion(const ArimaFitted& model, const ArimaFitted& other) const {
    const auto own = model.log_densities(series_.values, series_.regressors);
    const auto others = other.log_densities(series_.values, series_.regressors);
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t t = 0; t < own.size(); ++t) {
      if (std::isnan(own[t]) || std::isnan(others[t])) continue;
      sum += own[t];
      ++count;
    }
    return InformationCriteria{sum, model.num_parameters, count}.aicc();
  }

  const AutoArima& options_;
  const Series& series_;
  const arima::Prepared& prepared_;
  std::vector<double> values_;
  arima::PairSearch pairs_;
  RegressionTerms terms_;
  unsigned notes_ = 0;
  std::vector<Candidate> candidates_;
};

std::optional<Error> refused(const AutoArima& options) {
  if (options.d.value_or(0) > 3 || options.seasonal_d.value_or(0) > 2) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("d={} and seasonal_d={}, but at most 3 and 2 differences make sense",
                             options.d.value_or(0), options.seasonal_d.value_or(0)),
                 ""};
  }
  return std::nullopt;
}
}  // namespace

Result<ArimaFitted> AutoArima::fit(const Series& series) const {
  if (auto error = refused(*this)) return fail(std::move(*error));
  const auto prepared = arima::prepare(series, lambda);
  if (!prepared) return fail(prepared.error());
  return Selection(*this, series, *prepared).run();
}

Result<std::vector<Candidate>> AutoArima::trace(const Series& series) const {
  if (auto error = refused(*this)) return fail(std::move(*error));
  const auto prepared = arima::prepare(series, lambda);
  if (!prepared) return fail(prepared.error());
  Selection selection(*this, series, *prepared);
  const auto model = selection.run();
  if (!model) return fail(model.error());
  return std::move(selection).candidates(*model);
}

Result<ArimaFitted> AutoArima::refit(const Series& series, const Fitted& start) const {
  const auto prepared = arima::prepare(series, lambda);
  if (!prepared) return fail(prepared.error());
  Estimation what;
  what.order = start.order;
  what.terms = start.terms;
  what.starts = {start.coefficients};
  what.max_searched = 1;
  const auto made = arima::make_regression(*prepared, what.order, what.terms, series.regressors);
  if (!made) return fit(series);
  const auto found = arima::estimate(what, *made, prepared->unit);
  if (!found) return fit(series);
  auto model = arima::finish(what, *found, *prepared, series, lambda, bias_adjusted);
  model.notes |= start.notes & ~static_cast<unsigned>(kArimaNotConverged);
  return model;
}
}  // namespace foretell

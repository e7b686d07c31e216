#include "foretell/models/arima/fourier_pairs.hpp"

#include <algorithm>

namespace foretell::arima {
namespace {
constexpr std::size_t kMostPairs = 26, kValuesPerPair = 8;
constexpr std::size_t kOneByOne = 6;  // beyond, every other number of pairs
}  // namespace

std::size_t PairSearch::most(double period) const {
  auto most = static_cast<std::size_t>(period / 2);
  const auto first = static_cast<double>(series_.period());
  if (period > first && first > 1) {
    most = std::max<std::size_t>(1, static_cast<std::size_t>(period / first) - 1);
  }
  return std::min({most, kMostPairs, prepared_.values.size() / kValuesPerPair});
}

void PairSearch::improve(OrderSearch::Choice& best, std::size_t season, bool needed) {
  const std::size_t start = best.what.terms.fourier[season].pairs;
  const std::size_t last = most(best.what.terms.fourier[season].period);
  std::size_t worse = 0;
  for (std::size_t pairs = needed ? 1 : 0; pairs <= last && worse < 2;
       pairs += pairs < kOneByOne ? 1 : 2) {
    if (pairs == start) continue;
    const bool better = is_better_with(best, season, pairs);
    worse = better ? 0 : worse + (pairs > start ? 1 : 0);
  }
}

bool PairSearch::is_better_with(OrderSearch::Choice& best, std::size_t season, std::size_t pairs) {
  Estimation what = best.what;
  what.terms.fourier[season].pairs = pairs;
  what.standard_errors = false;
  what.max_searched = 1;
  what.starts = {best.found.coefficients};
  const auto made = make_regression(prepared_, what.order, what.terms, series_.regressors);
  if (!made) return false;
  auto found = estimate(what, *made, prepared_.unit);
  if (!found) return false;
  const double criterion = criterion_of(*found, criterion_);
  candidates_.push_back(
      {what.order.name() + what.terms.name(), criterion, found->log_likelihood, ""});
  if (!(criterion < best.criterion)) return false;
  best = {std::move(what), std::move(*found), criterion};
  return true;
}

Result<OrderSearch::Choice> PairSearch::finished(const OrderSearch::Choice& choice) const {
  Estimation what = choice.what;
  const Estimation usual;
  what.standard_errors = true;
  what.max_searched = usual.max_searched;
  what.tolerance = usual.tolerance;
  what.starts = {choice.found.coefficients};
  const auto made = make_regression(prepared_, what.order, what.terms, series_.regressors);
  if (!made) return fail(made.error());
  auto found = estimate(what, *made, prepared_.unit);
  if (!found) return fail(std::move(found.error()));
  const double criterion = criterion_of(*found, criterion_);
  return OrderSearch::Choice{std::move(what), std::move(*found), criterion};
}
}  // namespace foretell::arima

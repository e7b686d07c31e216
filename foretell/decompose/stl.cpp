#include "foretell/decompose/stl.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "foretell/decompose/stl_loops.hpp"
#include "foretell/decompose/stl_plan.hpp"

namespace foretell {
namespace {
bool all_finite(const std::vector<double>& x) {
  return std::all_of(x.begin(), x.end(), [](double value) { return std::isfinite(value); });
}

// The mean over the cycles at each place of the season.
void average_cycles(std::vector<double>& season, std::size_t period) {
  for (std::size_t place = 0; place < period; ++place) {
    double sum = 0;
    double count = 0;
    for (std::size_t t = place; t < season.size(); t += period) {
      sum += season[t];
      count += 1;
    }
    for (std::size_t t = place; t < season.size(); t += period) season[t] = sum / count;
  }
}
}  // namespace

Result<Decomposition> Stl::decompose(std::span<const double> y) const {
  if (auto error = check_seasonal(y, period, Composition::kAdditive)) {
    return fail(std::move(*error));
  }
  auto plan = stl::plan(*this, y.size());
  if (!plan) return fail(std::move(plan.error()));
  stl::Components found = stl::run_loops(y, *plan);
  if (plan->periodic) average_cycles(found.season, period);
  if (!all_finite(found.trend) || !all_finite(found.season)) {
    return fail(ErrorCode::kNotFinite, "values are so large that their sums are not finite");
  }
  Decomposition parts{.periods = {period}, .trend = std::move(found.trend)};
  parts.seasons.push_back(std::move(found.season));
  if (plan->outer > 0) parts.weights = std::move(found.weights);
  complete_remainder(y, parts);
  return parts;
}
}  // namespace foretell

#include "foretell/decompose/stl.hpp"

#include <utility>

#include "foretell/decompose/stl_loops.hpp"
#include "foretell/decompose/stl_plan.hpp"

namespace foretell {
namespace {
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
  stl::Loops loops(y.size(), *plan);
  loops.run(y);
  Decomposition parts{.periods = {period}, .trend = loops.take_trend()};
  parts.seasons.push_back(loops.take_season());
  if (plan->periodic) average_cycles(parts.seasons[0], period);
  if (plan->outer > 0) parts.weights = loops.take_weights();
  return completed(y, std::move(parts));
}
}  // namespace foretell

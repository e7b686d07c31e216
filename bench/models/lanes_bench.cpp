// Cost of one sweep of exponential smoothing with all its slopes, of one step, and of one sweep of
// complex smoothing, for eight series at once; items are observations of a series.
#include <benchmark/benchmark.h>

#include "foretell/models/smoothing/lanes/lane_step.hpp"
#include "tests/models/smoothing/lanes/lane_testing.hpp"

namespace foretell::ets {
namespace {
void sweep(benchmark::State& state, const char* word, std::size_t period, bool slopes) {
  const EtsForm form = form_of(word);
  SweepProblem problem(form, period, true);
  constexpr std::size_t kSteps = 70;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    problem.put(lane, wavy_series(kSteps, period, lane, false),
                search_point(form, period, static_cast<double>(lane)));
  }
  if (!slopes) problem.sweep.num_slopes = 0;
  problem.run();
  if (!std::isfinite(problem.value(3))) state.SkipWithError("left the domain");
  for (auto _ : state) problem.run();
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kSteps * kLanes));
  state.counters["columns"] = static_cast<double>(problem.columns.size);
}
BENCHMARK_CAPTURE(sweep, AAdA_12, "AAdA", 12, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sweep, MAdM_12, "MAdM", 12, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sweep, AAdA_4, "AAdA", 4, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sweep, MAdM_4, "MAdM", 4, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sweep, AAdN, "AAdN", 2, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sweep, MAdN, "MAdN", 2, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sweep, AAdA_12_value, "AAdA", 12, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sweep, MAdM_12_value, "MAdM", 12, false)->Unit(benchmark::kMicrosecond);
}  // namespace
}  // namespace foretell::ets

BENCHMARK_MAIN();

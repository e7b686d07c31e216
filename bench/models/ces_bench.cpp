#include <benchmark/benchmark.h>

#include <cmath>

#include "bench/models/random_series.hpp"
#include "foretell/models/smoothing/ces.hpp"

namespace foretell {
namespace {
template <class Definition>
void fit(benchmark::State& state, Definition definition) {
  const auto y = bench::random_series(static_cast<std::size_t>(state.range(0)), 1);
  const std::vector<std::size_t> periods{12};
  const Series series{.values = y, .periods = periods};
  const auto check = definition.fit(series);
  if (!check || !std::isfinite(check->forecast(12, {}).mean()[11])) {
    state.SkipWithError("the forecast is not finite");
  }
  for (auto _ : state) benchmark::DoNotOptimize(definition.fit(series));
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(fit, none, Ces{})->Arg(100);
BENCHMARK_CAPTURE(fit, simple, Ces{.season = CesSeason::kSimple})->Arg(100);
BENCHMARK_CAPTURE(fit, partial, Ces{.season = CesSeason::kPartial})->Arg(100);
BENCHMARK_CAPTURE(fit, full, Ces{.season = CesSeason::kFull})->Arg(100);
BENCHMARK_CAPTURE(fit, automatic, AutoCes{})->Arg(100);
}  // namespace
}  // namespace foretell

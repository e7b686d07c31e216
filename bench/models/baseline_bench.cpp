#include <benchmark/benchmark.h>

#include <cmath>

#include "bench/models/random_series.hpp"
#include "foretell/models/baseline/drift.hpp"
#include "foretell/models/baseline/mean.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/baseline/seasonal_naive.hpp"
#include "foretell/models/baseline/seasonal_window_average.hpp"
#include "foretell/models/baseline/window_average.hpp"

// Fits one short series; "items" are series, so a million of them take 1e6 / items_per_second.
namespace foretell {
namespace {
template <class Definition>
void fit(benchmark::State& state) {
  const auto y = bench::random_series(static_cast<std::size_t>(state.range(0)), 1);
  const std::vector<std::size_t> periods{12};
  const Series series{.values = y, .periods = periods};
  const Definition definition;
  const auto check = definition.fit(series)->forecast(12, {});
  if (!std::isfinite(check.mean()[11])) state.SkipWithError("the forecast is not finite");
  for (auto _ : state) benchmark::DoNotOptimize(definition.fit(series));
  state.SetItemsProcessed(state.iterations());
}

template <class Definition>
void fit_and_forecast(benchmark::State& state) {
  const auto y = bench::random_series(static_cast<std::size_t>(state.range(0)), 1);
  const std::vector<std::size_t> periods{12};
  const AnyDefinition definition("model", Definition{});
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        definition.fit({.values = y, .periods = periods})->forecast(12).mean()[0]);
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(fit<Naive>)->Arg(50);
BENCHMARK(fit<Drift>)->Arg(50);
BENCHMARK(fit<Mean>)->Arg(50);
BENCHMARK(fit<SeasonalNaive>)->Arg(50);
BENCHMARK(fit<WindowAverage>)->Arg(50);
BENCHMARK(fit<SeasonalWindowAverage>)->Arg(50);
BENCHMARK(fit_and_forecast<Naive>)->Arg(50);
BENCHMARK(fit_and_forecast<SeasonalNaive>)->Arg(50);
}  // namespace
}  // namespace foretell

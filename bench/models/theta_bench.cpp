#include <benchmark/benchmark.h>

#include <cmath>

#include "bench/models/random_series.hpp"
#include "foretell/models/smoothing/theta.hpp"

namespace foretell {
namespace {
void fit(benchmark::State& state, Theta::Variant variant, std::size_t period) {
  const auto y = bench::random_series(static_cast<std::size_t>(state.range(0)), 1);
  const std::vector<std::size_t> periods{period};
  const Series series{.values = y, .periods = periods};
  const Theta definition{.variant = variant};
  const auto check = definition.fit(series);
  if (!check || !std::isfinite(check->forecast(12, {}).mean()[11])) {
    state.SkipWithError("the forecast is not finite");
  }
  for (auto _ : state) benchmark::DoNotOptimize(definition.fit(series)->forecast(12, {}));
  state.SetItemsProcessed(state.iterations());
}

using Variant = Theta::Variant;
BENCHMARK_CAPTURE(fit, standard, Variant::kStandard, 1)->Arg(30)->Arg(70)->Arg(200);
BENCHMARK_CAPTURE(fit, dotm, Variant::kDynamicOptimized, 1)->Arg(30)->Arg(70)->Arg(200);
BENCHMARK_CAPTURE(fit, dotm_seasonal, Variant::kDynamicOptimized, 12)->Arg(70)->Arg(200);
}  // namespace
}  // namespace foretell

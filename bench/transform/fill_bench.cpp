// Cost of filling the gaps of a monthly series, by rule; the answer is checked before it is timed.
#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "foretell/transform/fill_gaps.hpp"

namespace foretell {
namespace {
std::vector<double> with_gaps(std::size_t n) {
  Rng rng(1);
  std::vector<double> y(n);
  for (std::size_t t = 0; t < n; ++t) {
    const auto time = static_cast<double>(t);
    y[t] = 100 + 0.1 * time + 10 * std::sin(std::numbers::pi * time / 6) + rng.normal();
    if (t > 0 && t + 1 < n && rng.uniform() < 0.1) y[t] = std::nan("");
  }
  return y;
}

void fill(benchmark::State& state, FillRule rule) {
  const auto y = with_gaps(static_cast<std::size_t>(state.range(0)));
  const FillOptions options{.rule = rule, .periods = {12}};
  const auto filled = fill_gaps(y, options);
  if (!filled || filled->left_long + filled->left_ends > 0) state.SkipWithError("not filled");
  for (auto _ : state) benchmark::DoNotOptimize(fill_gaps(y, options));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK_CAPTURE(fill, linear, FillRule::kLinear)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fill, spline, FillRule::kSpline)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fill, monotone, FillRule::kMonotone)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fill, seasonal, FillRule::kSeasonal)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fill, kalman, FillRule::kKalman)
    ->Arg(144)
    ->Arg(1000)
    ->Unit(benchmark::kMicrosecond);
}  // namespace
}  // namespace foretell

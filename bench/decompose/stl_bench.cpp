// Cost of STL, per series; the answer is checked before it is timed.
#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "foretell/decompose/stl.hpp"
#include "foretell/decompose/stl_loops.hpp"

namespace foretell {
namespace {
std::vector<double> series(std::size_t n, std::size_t period, double missing) {
  Rng rng(1);
  std::vector<double> y(n);
  for (std::size_t t = 0; t < n; ++t) {
    const auto time = static_cast<double>(t);
    y[t] = 100 + 0.01 * time + rng.normal() +
           10 * std::sin(2 * std::numbers::pi * time / static_cast<double>(period));
    if (rng.uniform() < missing) y[t] = std::nan("");
  }
  return y;
}

/// Arguments: length, period, season window (0: periodic), robust, jump (0: a tenth), percent
/// missing.
void stl(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const auto period = static_cast<std::size_t>(state.range(1));
  const auto jump = static_cast<std::size_t>(state.range(4));
  const auto y = series(n, period, static_cast<double>(state.range(5)) / 100);
  Stl options{.period = period,
              .season_window = static_cast<std::size_t>(state.range(2)),
              .season_degree = jump == 1 ? 1 : 0,
              .robust = state.range(3) != 0};
  if (jump > 0) options.season_jump = options.trend_jump = options.low_pass_jump = jump;
  const auto parts = options.decompose(y);
  if (!parts) return state.SkipWithError("refused");
  for (std::size_t t = 0; t < n; ++t) {
    const double sum = parts->trend[t] + parts->seasons[0][t] + parts->remainder[t];
    if (std::abs(sum - y[t]) > 1e-12 * std::abs(y[t])) state.SkipWithError("does not add up");
  }
  for (auto _ : state) benchmark::DoNotOptimize(options.decompose(y));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(stl)
    ->ArgsProduct({{1000, 10000, 100000}, {12, 168}, {0, 11}, {0, 1}, {0}, {0}})
    ->ArgsProduct({{10000}, {12, 168}, {7}, {0, 1}, {1}, {0, 10}})
    ->Unit(benchmark::kMicrosecond);

/// The loops alone, their memory used again.
void loops(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const auto y = series(n, 12, 0);
  stl::Loops loops(n, *stl::plan({.period = 12}, n));
  for (auto _ : state) {
    loops.run(y);
    benchmark::DoNotOptimize(loops.trend().data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(loops)->Arg(1000)->Arg(100000)->Unit(benchmark::kMicrosecond);
}  // namespace
}  // namespace foretell

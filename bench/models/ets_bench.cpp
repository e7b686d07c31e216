// Cost of one likelihood, one expansion (gradient and curvature) and one fit of a series like those
// of M4: 120 months. The answer is checked before it is timed.
#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>

#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ets_objective.hpp"

namespace foretell {
namespace {
constexpr std::size_t kPeriod = 12, kLength = 120;

std::vector<double> months() {
  Rng rng(1);
  std::vector<double> y(kLength);
  for (std::size_t t = 0; t < kLength; ++t) {
    const double time = static_cast<double>(t);
    y[t] = (1 + 0.003 * time) * (1 + 0.2 * std::sin(2 * std::numbers::pi * time / kPeriod)) *
           (1 + 0.05 * rng.normal());
  }
  return y;
}

/// ETS(M,Ad,M) at a plain point.
struct Problem {
  std::vector<double> y = months();
  std::vector<double> x{0.3, 0.1, 0.1, 0.95, 1, 0.003};
  std::size_t num_columns = ets::kSeason + kPeriod - 1;
  ets::EtsObjective objective;

  Problem() {
    x.resize(ets::kSeason + kPeriod, 1);
    objective.reset({EtsError::kMul, EtsTrend::kAddDamped, EtsSeason::kMul}, y, {}, x, num_columns);
  }
};

void likelihood(benchmark::State& state) {
  Problem problem;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        problem.objective.value(std::span(problem.x).first(problem.num_columns)));
  }
}
BENCHMARK(likelihood);

void expansion(benchmark::State& state) {
  Problem problem;
  numeric::Expansion at;
  at.resize(problem.num_columns);
  const auto x = std::span(problem.x).first(problem.num_columns);
  problem.objective.expand(x, at);
  if (std::abs(at.value - problem.objective.value(x)) > 1e-9) state.SkipWithError("wrong value");
  for (auto _ : state) problem.objective.expand(x, at);
}
BENCHMARK(expansion);

template <class Definition>
void fit(benchmark::State& state, const Definition& definition) {
  const auto y = months();
  const Series series{.values = y, .periods = {&kPeriod, 1}};
  if (!definition.fit(series)) state.SkipWithError("no fit");
  for (auto _ : state) benchmark::DoNotOptimize(definition.fit(series));
}
BENCHMARK_CAPTURE(fit, simple, simple_smoothing())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fit, holt_winters_additive, holt_winters_additive())
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fit, holt_winters_multiplicative, holt_winters_multiplicative())
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fit, auto_ets, AutoEts{})->Unit(benchmark::kMicrosecond);
}  // namespace
}  // namespace foretell

BENCHMARK_MAIN();

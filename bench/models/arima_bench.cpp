// Time of one exact likelihood with its derivatives, and of whole fits.
#include <benchmark/benchmark.h>

#include "foretell/base/rng.hpp"
#include "foretell/models/arima/arma_objective.hpp"
#include "foretell/models/arima/auto_arima.hpp"

namespace {
using foretell::AutoArima;
using foretell::Rng;
namespace arima = foretell::arima;

std::vector<double> noise(std::size_t size) {
  Rng rng(1);
  std::vector<double> w(size);
  for (double& value : w) value = rng.normal();
  return w;
}

// ARIMA(2,1,1)(0,1,1)[period] on `size` observations, differenced: eight parameter sets per pass.
void likelihood_of_eight(benchmark::State& state) {
  const auto period = static_cast<std::size_t>(state.range(1));
  const auto w = noise(static_cast<std::size_t>(state.range(0)) - period - 1);
  arima::ArmaProblem problem{arima::ArmaStructure({{false, 2, 1}, {true, 1, 1}, {true, 1, period}}),
                             {{w, 0}}};
  arima::ArmaObjective objective(problem);
  const std::vector<std::vector<double>> sets(8, {0.5, 0.2, -0.6, -0.5});
  for (auto _ : state) benchmark::DoNotOptimize(objective.values_at(sets));
}
BENCHMARK(likelihood_of_eight)
    ->Args({216, 12})
    ->Args({216, 4})
    ->Args({500, 52})
    ->Args({10000, 168});

// Value and gradient of the same model at one point: by differences in the lanes, and exactly.
void gradient(benchmark::State& state, bool exact) {
  const auto period = static_cast<std::size_t>(state.range(1));
  const auto w = noise(static_cast<std::size_t>(state.range(0)) - period - 1);
  arima::ArmaProblem problem{arima::ArmaStructure({{false, 2, 1}, {true, 1, 1}, {true, 1, period}}),
                             {{w, 0}}};
  arima::ArmaObjective objective(problem);
  auto x = objective.point(std::vector<double>{0.5, 0.2, -0.6, -0.5});
  foretell::numeric::Expansion here;
  here.resize(x.size());
  for (auto _ : state) {
    x[0] = x[0] > 0.5 ? 0.4 : 0.6;  // no point twice
    if (exact) {
      benchmark::DoNotOptimize(objective.gradient(x));
    } else {
      objective.expand(x, here);
    }
  }
}
BENCHMARK_CAPTURE(gradient, differences, false)->Args({216, 12})->Args({500, 52});
BENCHMARK_CAPTURE(gradient, exact, true)->Args({216, 12})->Args({500, 52});

void automatic(benchmark::State& state) {
  const auto period = static_cast<std::size_t>(state.range(1));
  auto y = noise(static_cast<std::size_t>(state.range(0)));
  for (std::size_t t = 1; t < y.size(); ++t) {
    y[t] += 0.7 * y[t - 1] +
            3 * std::sin(6.2831853 * static_cast<double>(t % period) / static_cast<double>(period));
  }
  const std::vector<std::size_t> periods{period};
  for (auto _ : state) {
    benchmark::DoNotOptimize(AutoArima{}.fit({.values = y, .periods = periods}));
  }
}
BENCHMARK(automatic)
    ->Args({216, 12})
    ->Args({260, 52})
    ->Args({10000, 168})
    ->Unit(benchmark::kMillisecond);
}  // namespace

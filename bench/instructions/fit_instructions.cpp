// Fits one family of models to made-up series and says how many observations they have: what
// tools/check_instructions counts the instructions of. The series are the same everywhere.
//   fit_instructions MODEL PERIOD SERIES     prints the number of observations
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/select/catalog.hpp"

namespace {
// A level that wanders, with a season and noise, all positive; 50 to 80 observations.
std::vector<double> made_up(std::size_t number, std::size_t period) {
  foretell::Rng rng(number);
  std::vector<double> y(50 + rng.below(31));
  double level = 100;
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double time = static_cast<double>(t);
    level *= 1 + 0.002 + 0.02 * rng.normal();
    const double season = 1 + 0.1 * std::sin(6.2832 * time / static_cast<double>(period));
    y[t] = level * season * (1 + 0.03 * rng.normal());
  }
  return y;
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto models = foretell::define_all(argv[1]);
  if (!models) return 2;
  const std::size_t period = std::strtoul(argv[2], nullptr, 10);
  const std::size_t count = std::strtoul(argv[3], nullptr, 10);
  std::vector<std::vector<double>> values;
  std::vector<foretell::Series> series;
  std::size_t observations = 0;
  for (std::size_t i = 0; i < count; ++i) values.push_back(made_up(i, period));
  for (const auto& y : values) {
    series.push_back({.values = y, .periods = {&period, 1}});
    observations += y.size();
  }
  for (const auto& fitted : models->front().fit_many(series)) {
    if (!fitted) return 1;
  }
  std::printf("%zu\n", observations);
}

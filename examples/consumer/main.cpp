// Forecasts a short series and prints every step with its 80 % interval.
#include <cstdio>
#include <vector>

#include "foretell/models/baseline/naive.hpp"

int main() {
  const std::vector<double> sales{112, 118, 132, 129, 121, 135};
  const auto model = foretell::Naive{}.fit({.id = "sales", .values = sales});
  if (!model) {
    std::fprintf(stderr, "%s\n", model.error().text().c_str());
    return 1;
  }
  const auto forecast = model->forecast(3, {});
  for (std::size_t k = 0; k < forecast.horizon(); ++k) {
    const auto [low, high] = forecast.interval(k, 0.8);
    std::printf("step %zu: %.1f, between %.1f and %.1f\n", k + 1, forecast.mean()[k], low, high);
  }
  return 0;
}

// How often do 95 % intervals of ARIMA hold what comes? Simulates ARMA processes, fits the true
// orders and those that AutoArima chooses, and counts over 12 steps ahead. Also: how often do 95 %
// intervals of the coefficients (1.96 standard errors) hold the true ones, where φ and θ do not
// nearly cancel?
//   Run  arima_coverage [PROCESSES = 2000] [LENGTH = 200]
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/models/arima/arima.hpp"
#include "foretell/models/arima/auto_arima.hpp"

namespace {
constexpr std::size_t kHorizon = 12;
constexpr std::size_t kWarmUp = 200;

/// y_t = φ y_{t−1} + e_t + θ e_{t−1}
std::vector<double> simulated(std::size_t n, double phi, double theta, foretell::Rng& rng) {
  std::vector<double> y;
  double value = 0;
  double last = 0;
  for (std::size_t t = 0; t < kWarmUp + n; ++t) {
    const double e = rng.normal();
    value = phi * value + e + theta * last;
    last = e;
    if (t >= kWarmUp) y.push_back(10 + value);
  }
  return y;
}

struct Count {
  std::size_t inside = 0;
  std::size_t all = 0;

  template <class Definition>
  void add(const Definition& definition, std::span<const double> y) {
    const auto model = definition.fit({.values = y.first(y.size() - kHorizon)});
    if (!model) return;
    const auto forecast = model->forecast(kHorizon, {});
    for (std::size_t k = 0; k < kHorizon; ++k) {
      const auto [lo, hi] = forecast.interval(k, 0.95);
      const double actual = y[y.size() - kHorizon + k];
      inside += actual >= lo && actual <= hi ? 1 : 0;
      ++all;
    }
  }
  [[nodiscard]] double share() const {
    return static_cast<double>(inside) / static_cast<double>(all);
  }
};
/// Coefficients of the true orders against those that made the series.
struct Estimates {
  std::size_t within = 0;
  std::size_t all = 0;

  void add(std::span<const double> y, double phi, double theta) {
    constexpr double kNearlyCancelling = 0.4;
    if (std::abs(phi + theta) < kNearlyCancelling) return;
    const auto model = foretell::Arima{.order = {.p = 1, .q = 1}}.fit({.values = y});
    if (!model) return;
    const double truth[] = {phi, theta};
    for (std::size_t i = 0; i < 2; ++i) {
      const double error = std::abs(model->coefficients[i] - truth[i]);
      within += error <= 1.96 * model->standard_errors[i] ? 1 : 0;
      ++all;
    }
  }
};
}  // namespace

int main(int argc, char** argv) {
  const int processes = argc > 1 ? std::atoi(argv[1]) : 2000;
  const auto length = static_cast<std::size_t>(argc > 2 ? std::atoi(argv[2]) : 200);
  Count given;
  Count chosen;
  Estimates estimates;
  for (int i = 0; i < processes; ++i) {
    foretell::Rng rng(static_cast<std::uint64_t>(i) + 1);
    const double phi = -0.8 + 1.6 * (static_cast<double>(i % 40) + 0.5) / 40;
    const double theta = -0.8 + 1.6 * (static_cast<double>(i / 40 % 50) + 0.5) / 50;
    const auto y = simulated(length + kHorizon, phi, theta, rng);
    given.add(foretell::Arima{.order = {.p = 1, .q = 1}}, y);
    chosen.add(foretell::AutoArima{}, y);
    estimates.add(y, phi, theta);
  }
  std::printf("95 %% intervals hold: true orders %.2f %%, chosen orders %.2f %% of %zu values\n",
              100 * given.share(), 100 * chosen.share(), given.all);
  std::printf("coefficients within 1.96 standard errors: %.2f %% of %zu\n",
              100 * static_cast<double>(estimates.within) / static_cast<double>(estimates.all),
              estimates.all);
  return 0;
}

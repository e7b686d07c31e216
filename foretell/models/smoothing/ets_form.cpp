#include "foretell/models/smoothing/ets_form.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <span>

namespace foretell {
bool EtsForm::is_unstable() const {
  if (error == EtsError::kAdd) return has_growth_factor() || season == EtsSeason::kMul;
  return has_growth_factor() && season == EtsSeason::kAdd;
}

std::size_t EtsForm::num_states(std::size_t period) const {
  return 1 + (has_trend() ? 1 : 0) + (has_season() ? period - 1 : 0);
}

std::size_t EtsForm::num_weights() const {
  return std::size_t{1} + (has_trend() ? 1 : 0) + (has_season() ? 1 : 0) + (is_damped() ? 1 : 0);
}

std::string EtsForm::name() const {
  constexpr std::array kTrends{"N", "A", "Ad", "M", "Md"};
  constexpr std::array kSeasons{"N", "A", "M"};
  return fmt::format("ETS({},{},{})", error == EtsError::kAdd ? "A" : "M",
                     kTrends[static_cast<std::size_t>(trend)],
                     kSeasons[static_cast<std::size_t>(season)]);
}

namespace {
// Schur–Cohn: whether all roots of z^n + c[1] z^{n−1} + … + c[n] are inside the unit circle.
// Destroys c; c[0] = 1.
bool roots_inside(std::span<double> c) {
  for (std::size_t n = c.size() - 1; n > 0; --n) {
    const double k = c[n];
    if (!(std::abs(k) < 1)) return false;
    const double scale = 1 / (1 - k * k);
    for (std::size_t i = 1, j = n - 1; i <= j; ++i, --j) {
      const double a = c[i], b = c[j];
      c[i] = (a - k * b) * scale;
      c[j] = (b - k * a) * scale;
    }
  }
  return true;
}
}  // namespace

bool is_admissible(const EtsForm& form, const EtsParameters& parameters, std::size_t period) {
  const double alpha = parameters.alpha;
  const double beta = form.has_trend() ? parameters.beta : 0;
  const double phi = form.has_trend() ? parameters.phi : 0;
  const double level = alpha + beta * phi;  // reaction of the next prediction
  if (!form.has_season()) {
    std::array<double, 3> c{1, level - 1 - phi, phi * (1 - alpha)};
    return roots_inside(std::span(c).first(form.has_trend() ? 3 : 2));
  }
  const double middle = level - alpha * phi;
  std::array<double, 64> few;
  std::vector<double> many;
  std::span<double> c(few);
  if (period + 2 > few.size()) {
    many.resize(period + 2);
    c = many;
  }
  c = c.first(form.has_trend() ? period + 2 : period + 1);
  c[0] = 1;
  c[1] = level - phi;
  for (std::size_t i = 2; i < period; ++i) c[i] = middle;
  c[period] = middle + parameters.gamma - 1;
  if (form.has_trend()) c[period + 1] = phi * (1 - alpha - parameters.gamma);
  return roots_inside(c);
}
}  // namespace foretell

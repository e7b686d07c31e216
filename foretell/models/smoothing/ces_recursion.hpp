#pragma once
#include <cmath>
#include <cstddef>
#include <span>

namespace foretell {
/// What of complex exponential smoothing is seasonal.
enum class CesSeason {
  kNone,     ///< nothing: a level and its information potential
  kSimple,   ///< everything: one level and potential per season
  kPartial,  ///< an additive season beside a level without season
  kFull,     ///< a season with its own potential, beside a level without season
};

/// How many numbers of CesParameters a form has, the first ones.
[[nodiscard]] constexpr std::size_t ces_num_parameters(CesSeason season) {
  return season == CesSeason::kFull ? 4 : season == CesSeason::kPartial ? 3 : 2;
}

/// What the criteria of a form count: its parameters, the variance, and the seasons that are free
/// of the level (period − 1). The potentials follow from the rest.
[[nodiscard]] constexpr std::size_t ces_num_counted(CesSeason season, std::size_t period) {
  return ces_num_parameters(season) + 1 + (season == CesSeason::kNone ? 0 : period - 1);
}

/// The complex smoothing parameters α₀ + iα₁ and, for seasons, β₀ + iβ₁ (kPartial: β₀ alone).
struct CesParameters {
  double alpha_0 = 1.3;
  double alpha_1 = 1;
  double beta_0 = 0;
  double beta_1 = 1;
};

/// States of complex exponential smoothing. Owns nothing.
///   Shapes  season, potential [period] (kPartial: potential empty; kNone: both empty)
struct CesStates {
  double level = 0;            ///< l, real part
  double level_potential = 0;  ///< c, imaginary part
  std::span<double> season{};
  std::span<double> potential{};
};

/// One complex number (l, c) of the recursion takes the innovation e:
///   l ← l − (1 − α₁) c + (α₀ − α₁) e,  c ← l + (1 − α₀) c + (α₀ + α₁) e
inline void ces_rotate(double& l, double& c, double alpha_0, double alpha_1, double e) {
  const double before = l;
  l += (alpha_1 - 1) * c + (alpha_0 - alpha_1) * e;
  c = before + (1 - alpha_0) * c + (alpha_0 + alpha_1) * e;
}

/// One-step prediction in season `i`.
template <CesSeason kSeason>
[[nodiscard]] inline double ces_predict(const CesStates& states, std::size_t i) {
  if constexpr (kSeason == CesSeason::kNone) return states.level;
  if constexpr (kSeason == CesSeason::kSimple) return states.season[i];
  if constexpr (kSeason == CesSeason::kPartial || kSeason == CesSeason::kFull) {
    return states.level + states.season[i];
  }
}

/// Moves the states of season `i` on by the innovation e.
///   Source  Svetunkov, Kourentzes & Ord (2022), Naval Research Logistics 69, 1108–1123
template <CesSeason kSeason>
inline void ces_step(CesStates& states, const CesParameters& p, std::size_t i, double e) {
  if constexpr (kSeason == CesSeason::kSimple) {
    ces_rotate(states.season[i], states.potential[i], p.alpha_0, p.alpha_1, e);
  } else {
    ces_rotate(states.level, states.level_potential, p.alpha_0, p.alpha_1, e);
  }
  if constexpr (kSeason == CesSeason::kPartial) states.season[i] += p.beta_0 * e;
  if constexpr (kSeason == CesSeason::kFull) {
    ces_rotate(states.season[i], states.potential[i], p.beta_0, p.beta_1, e);
  }
}

/// Calls f.template operator()<kSeason>() for a season known at run time only.
template <class Function>
decltype(auto) with_ces_season(CesSeason season, const Function& f) {
  switch (season) {
    case CesSeason::kSimple:
      return f.template operator()<CesSeason::kSimple>();
    case CesSeason::kPartial:
      return f.template operator()<CesSeason::kPartial>();
    case CesSeason::kFull:
      return f.template operator()<CesSeason::kFull>();
    default:
      return f.template operator()<CesSeason::kNone>();
  }
}
}  // namespace foretell

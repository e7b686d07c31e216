#pragma once
#include <cmath>
#include <type_traits>

#include "foretell/models/smoothing/ets_form.hpp"

namespace foretell::ets {
/// How the trend enters, without damping (phi = 1 is a value, not a kind).
enum class Growth : std::uint8_t { kNone, kAdd, kMul };

/// What one step predicts: q = level carried on by the trend, carried = damped trend, mean = ŷ.
template <class Real>
struct Prediction {
  Real carried, q, mean;
};

/// One step of the recursion, for any number type that knows + − · / (a double, or a vector with
/// one series per lane). The kind of error does not enter: it only decides how errors are weighed.
///   u = φ b | b^φ,   q = l | l + u | l u,   ŷ = q | q + s | q s
///   d = y − ŷ,       δ = d | d | d / s
///   l ← q + α δ,     b ← u + β δ | u + β δ / l,   s ← s + γ d | s + γ d / q
///   Source  Hyndman et al. (2008), table 2.2, in the notation of R's package forecast
template <Growth kGrowth, EtsSeason kSeason>
struct Recursion {
  template <class Real>
  static Prediction<Real> predict(Real level, Real trend, Real season, Real phi) {
    Prediction<Real> p{Real(0), level, level};
    if constexpr (kGrowth == Growth::kAdd) {
      p.carried = phi * trend;
      p.q = level + p.carried;
    } else if constexpr (kGrowth == Growth::kMul) {
      using std::pow;
      p.carried = phi == Real(1) ? trend : pow(trend, phi);
      p.q = level * p.carried;
    }
    if constexpr (kSeason == EtsSeason::kNone) p.mean = p.q;
    if constexpr (kSeason == EtsSeason::kAdd) p.mean = p.q + season;
    if constexpr (kSeason == EtsSeason::kMul) p.mean = p.q * season;
    return p;
  }

  /// Moves the states by the raw error d = y − ŷ (zero for a missing value).
  template <class Real>
  // NOLINTNEXTLINE(readability-function-size): registers of an inner loop, not a struct
  static void correct(const Prediction<Real>& p, Real d, Real alpha, Real beta, Real gamma,
                      Real& level, Real& trend, Real& season) {
    Real delta = d;
    if constexpr (kSeason == EtsSeason::kMul)
      delta = d * (Real(1) / season);  // off the critical path
    if constexpr (kGrowth == Growth::kAdd) trend = p.carried + beta * delta;
    if constexpr (kGrowth == Growth::kMul) trend = p.carried + beta * delta / level;
    if constexpr (kSeason == EtsSeason::kAdd) season = season + gamma * d;
    if constexpr (kSeason == EtsSeason::kMul) season = season + gamma * d / p.q;
    level = p.q + alpha * delta;
  }
};

[[nodiscard]] inline Growth growth_of(const EtsForm& form) {
  if (!form.has_trend()) return Growth::kNone;
  return form.has_growth_factor() ? Growth::kMul : Growth::kAdd;
}

/// Calls body(Recursion<growth, season>{}) for the form's recursion: nine instances serve thirty
/// forms.
template <class Body>
decltype(auto) with_recursion(const EtsForm& form, Body&& body) {
  const auto seasonal = [&]<Growth kGrowth>() -> decltype(auto) {
    switch (form.season) {
      case EtsSeason::kNone:
        return body(Recursion<kGrowth, EtsSeason::kNone>{});
      case EtsSeason::kAdd:
        return body(Recursion<kGrowth, EtsSeason::kAdd>{});
      default:
        return body(Recursion<kGrowth, EtsSeason::kMul>{});
    }
  };
  switch (growth_of(form)) {
    case Growth::kNone:
      return seasonal.template operator()<Growth::kNone>();
    case Growth::kAdd:
      return seasonal.template operator()<Growth::kAdd>();
    default:
      return seasonal.template operator()<Growth::kMul>();
  }
}
}  // namespace foretell::ets

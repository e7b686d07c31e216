#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace foretell {
enum class EtsError : std::uint8_t { kAdd, kMul };
enum class EtsTrend : std::uint8_t { kNone, kAdd, kAddDamped, kMul, kMulDamped };
enum class EtsSeason : std::uint8_t { kNone, kAdd, kMul };

/// Which of the thirty exponential smoothing models: how error, trend and season enter.
///   Source  Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, ch. 2
struct EtsForm {
  EtsError error = EtsError::kAdd;
  EtsTrend trend = EtsTrend::kNone;
  EtsSeason season = EtsSeason::kNone;

  bool operator==(const EtsForm&) const = default;

  [[nodiscard]] bool has_trend() const { return trend != EtsTrend::kNone; }
  [[nodiscard]] bool has_season() const { return season != EtsSeason::kNone; }
  [[nodiscard]] bool is_damped() const {
    return trend == EtsTrend::kAddDamped || trend == EtsTrend::kMulDamped;
  }
  [[nodiscard]] bool has_growth_factor() const {
    return trend == EtsTrend::kMul || trend == EtsTrend::kMulDamped;
  }
  /// Whether some part multiplies, so that only positive series make sense.
  [[nodiscard]] bool needs_positive() const {
    return error == EtsError::kMul || has_growth_factor() || season == EtsSeason::kMul;
  }
  /// Whether its forecasts may have infinite variance or its recursion divide by nearly zero:
  /// additive error with a multiplicative part, and multiplicative trend beside an additive season
  /// (the combinations that R's `ets` leaves out with restrict = TRUE).
  [[nodiscard]] bool is_unstable() const;
  /// Initial states that are free: level, trend, period − 1 seasonal ones.
  [[nodiscard]] std::size_t num_states(std::size_t period) const;
  /// Smoothing parameters: alpha and, where they exist, beta, gamma, phi.
  [[nodiscard]] std::size_t num_weights() const;
  /// "ETS(M,Ad,M)".
  [[nodiscard]] std::string name() const;
};

/// Smoothing parameters as in the source: beta and gamma weigh the error itself, like alpha.
/// Those that the form does not have are ignored.
struct EtsParameters {
  double alpha = 0.1;
  double beta = 0;
  double gamma = 0;
  double phi = 1;  ///< damping of the trend; 1 where it is not damped

  bool operator==(const EtsParameters&) const = default;
};

/// Level, trend and season at one time.
///   Units   level of y; trend of y per step, or a growth factor per step
///   Shapes  season [period], season[0] is the one of the next step; empty without season
struct EtsState {
  double level = 0;
  double trend = 0;
  std::vector<double> season;

  bool operator==(const EtsState&) const = default;
};

/// Whether the parameters lie in the region where forecasts forget the distant past: the roots of
/// the characteristic polynomial are inside the unit circle. O(period²); without season O(1).
///   Source  Hyndman, Akram & Archibald (2008), Ann. Inst. Stat. Math. 60, 407–426
[[nodiscard]] bool is_admissible(const EtsForm& form, const EtsParameters& parameters,
                                 std::size_t period);
}  // namespace foretell

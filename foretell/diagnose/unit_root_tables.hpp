#pragma once
#include <array>
#include <cstddef>

#include "foretell/diagnose/deterministic.hpp"

namespace foretell {
/// The statistic at which a test of this level (0.05: five in a hundred) rejects.
struct CriticalValue {
  double level;
  double value;
};

/// P-value of a Dickey-Fuller t statistic, for the regression with that deterministic part: the
/// distribution as n → ∞, as a response surface.
///   Source  MacKinnon (1994), J. Business & Economic Statistics 12, 167–176, tables 3 and 4
[[nodiscard]] double mackinnon_p_value(double statistic, Deterministic part);

/// Critical values of the Dickey-Fuller t statistic at levels 0.01, 0.05, 0.10 for n observations.
///   β_∞ + β_1/n + β_2/n² + β_3/n³
///   Source  MacKinnon (2010), Queen's University working paper 1227, table 2
[[nodiscard]] std::array<CriticalValue, 3> mackinnon_critical_values(Deterministic part,
                                                                     std::size_t n);

/// Critical values of the Dickey-Fuller t statistic at levels 0.01, 0.05, 0.10 as printed, in the
/// row of the first sample size above n (25, 50, 100, 250, 500, ∞).
///   Source  Fuller (1976), Introduction to Statistical Time Series, table 8.5.2
[[nodiscard]] std::array<CriticalValue, 3> fuller_critical_values(Deterministic part,
                                                                  std::size_t n);

/// P-value of the Dickey-Fuller statistic with constant and trend between 0.01 and 0.99 by linear
/// interpolation in n and in the statistic; beyond the table its first or last level.
///   Source  Banerjee, Dolado, Galbraith & Hendry (1993), Co-integration, Error Correction, and the
///           Econometric Analysis of Non-Stationary Data, tables 4.2 (t) and 4.1 (n(ρ − 1))
[[nodiscard]] double banerjee_t_p_value(double statistic, std::size_t n);
[[nodiscard]] double banerjee_rho_p_value(double statistic, std::size_t n);

/// P-value by linear interpolation between critical values that ascend in `value`; outside them the
/// level of the nearest.
template <std::size_t N>
[[nodiscard]] double interpolated_p_value(const std::array<CriticalValue, N>& critical,
                                          double statistic) {
  if (statistic <= critical.front().value) return critical.front().level;
  for (std::size_t i = 1; i < N; ++i) {
    const auto& [low, left] = critical[i - 1];
    const auto& [high, right] = critical[i];
    if (statistic <= right) return low + (high - low) * (statistic - left) / (right - left);
  }
  return critical.back().level;
}
}  // namespace foretell

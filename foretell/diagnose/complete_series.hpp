#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include "foretell/base/result.hpp"

namespace foretell {
/// What a statistic asks of a series before it can be computed.
struct SeriesNeeds {
  std::string_view what;       ///< names the statistic in the message: "the KPSS test"
  std::size_t min_length = 1;  ///< observations between the first and the last
  bool varying = true;         ///< constant series are refused
};

/// y from its first to its last observation, or why the statistic cannot be computed from it.
///   Errors  kTooShort, kMissingValues (inside), kNotFinite (infinite, beyond 1e150 in size, or
///           constant, where the statistic would be 0/0)
[[nodiscard]] Result<std::span<const double>> complete_series(std::span<const double> y,
                                                              const SeriesNeeds& needs);

/// Whether all values are the same up to rounding: max − min ≤ 1e-13 max |y|. True for no values.
[[nodiscard]] bool is_constant(std::span<const double> y);

/// Whether what a fit to y leaves is only rounding: root mean square under 1e-12 of the largest
/// |y|.
[[nodiscard]] bool is_rounding(double root_mean_square, std::span<const double> y);
[[nodiscard]] bool is_rounding(std::span<const double> rest, std::span<const double> y);
}  // namespace foretell

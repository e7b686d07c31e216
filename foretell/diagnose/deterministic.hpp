#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell {
/// The part of a series that is not random: nothing, a level, or a level and a straight trend.
enum class Deterministic {
  kNone,
  kConstant,
  kTrend,
};

/// Number of its coefficients: 0, 1, 2.
[[nodiscard]] std::size_t num_coefficients(Deterministic part);

/// Residuals of the least-squares fit of that part.
///   Shapes  y [n] without missing values, result [n]
[[nodiscard]] std::vector<double> without(Deterministic part, std::span<const double> y);
}  // namespace foretell

#pragma once
#include <span>

namespace foretell {
/// What one step takes of the several values it holds.
enum class AggregateRule { kSum, kMean, kLast, kFirst, kMin, kMax };

/// The values as one; missing ones do not count. NaN where none is observed.
[[nodiscard]] double aggregate(std::span<const double> values, AggregateRule rule);
}  // namespace foretell

#pragma once
#include <span>
#include <vector>

#include "foretell/decompose/stl_plan.hpp"

namespace foretell::stl {
/// What the loops find.
///   Shapes  trend, season [n]; weights [n], all 1 (0 where missing) without an outer loop
struct Components {
  std::vector<double> trend, season, weights;
};

/// Runs the inner and outer loops over y, written down plainly.
[[nodiscard]] Components run_loops(std::span<const double> y, const Plan& plan);
}  // namespace foretell::stl

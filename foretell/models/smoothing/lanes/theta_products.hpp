#pragma once
#include <array>

#include "foretell/models/smoothing/lanes/lane_columns.hpp"
#include "foretell/models/smoothing/theta_search.hpp"

namespace foretell::ets {
/// One number per value of α that is tried.
using ThetaLanes = std::array<double, kLanes>;

/// Inner products over the errors that count, of u (error with ℓ_0 = 0 and w = 0), p (its
/// derivative by ℓ_0) and d (by w), for kLanes values of α at once.
struct ThetaProducts {
  alignas(64) ThetaLanes uu, up, ud, pp, pd, dd;
};
[[nodiscard]] ThetaProducts theta_products(const ThetaProblem& problem, const ThetaLanes& alpha);
}  // namespace foretell::ets

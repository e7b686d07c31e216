#pragma once
#include <span>

namespace foretell::stl {
/// Robustness weights of remainders: (1 − (|r| / h)²)² with h = 6 medians of |r|; 1 up to 0.001 h,
/// 0 beyond 0.999 h and where r is missing.
///   Shapes  remainder, weights, scratch [n], apart from each other
///   Source  Cleveland et al. (1990), J. of Official Statistics 6, 3–73, section 2.4
void bisquare_weights(std::span<const double> remainder, std::span<double> weights,
                      std::span<double> scratch);
}  // namespace foretell::stl

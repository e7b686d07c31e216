#pragma once
#include <cstddef>
#include <span>

namespace foretell::kernels {
/// log Σ e^x in two parts, the greatest x and the rest, whose sum would lose the digits of a small
/// rest.
struct LogSum {
  double top, rest;
};

/// Of one row, x not empty. In float on vectors: sums of sixteen columns at once, then of these.
[[nodiscard]] LogSum log_sum_exp(std::span<const float> x) noexcept;
[[nodiscard]] LogSum log_sum_exp(std::span<const double> x) noexcept;

/// dx += factor (softmax(x) − shift), the gradient of a cross-entropy before its target's share.
///   Shapes  x, dx [N];  log_sum of x
void add_softmax(double factor, std::span<const float> x, LogSum log_sum, double shift,
                 std::span<float> dx) noexcept;
void add_softmax(double factor, std::span<const double> x, LogSum log_sum, double shift,
                 std::span<double> dx) noexcept;
}  // namespace foretell::kernels

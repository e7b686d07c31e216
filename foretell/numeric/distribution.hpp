#pragma once

namespace foretell::numeric {
/// Quantile of the standard normal distribution, p in (0, 1).
[[nodiscard]] double normal_quantile(double p);
/// Distribution function of the standard normal distribution.
[[nodiscard]] double normal_cdf(double x);
/// Quantile of Student's t with `dof` > 0 degrees of freedom, p in (0, 1).
[[nodiscard]] double student_quantile(double p, double dof);
}  // namespace foretell::numeric

#pragma once

namespace foretell::numeric {
/// Quantile of the standard normal distribution, p in (0, 1).
[[nodiscard]] double normal_quantile(double p);
/// Distribution function of the standard normal distribution.
[[nodiscard]] double normal_cdf(double x);
/// Quantile of Student's t with `dof` > 0 degrees of freedom, p in (0, 1).
[[nodiscard]] double student_quantile(double p, double dof);
/// P(|T| > |t|) for Student's t with `dof` > 0 degrees of freedom.
[[nodiscard]] double student_two_sided(double t, double dof);
/// P(X > x) for the chi-squared distribution with `dof` > 0 degrees of freedom; 1 for x ≤ 0.
[[nodiscard]] double chi_squared_tail(double x, double dof);
/// P(X > x) for the F distribution with `dof`, `dof_error` > 0 degrees of freedom; 1 for x ≤ 0.
[[nodiscard]] double f_tail(double x, double dof, double dof_error);
}  // namespace foretell::numeric

#pragma once
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Box-Cox map of a series with parameter λ, for a variance that grows with the level.
///   λ ≠ 0   z = (sign(y) |y|^λ − 1) / λ        λ = 0   z = ln y
/// Missing values stay missing. λ = 1 only shifts; λ > 0 also takes values at or below zero.
///   Errors  kInvalidOption (λ not a number), kNotPositive (y ≤ 0 with λ ≤ 0), kNotFinite (y or z
///           is not a number of finite size)
///   Source  Box & Cox (1964), J. Royal Statistical Society B 26, 211–252; for negative values
///           Bickel & Doksum (1981), J. American Statistical Association 76, 296–311
[[nodiscard]] Result<std::vector<double>> box_cox(std::span<const double> y, double lambda);

/// The value that box_cox maps to z: of a median or quantile the median or quantile.
///   λ ≠ 0   y = sign(λz + 1) |λz + 1|^(1/λ)    λ = 0   y = exp z
/// For λ < 0 no value maps to z ≥ −1/λ; the answer is then its limit, infinity.
[[nodiscard]] double inverse_box_cox(double z, double lambda);
/// The same of a whole series; missing values stay missing.
///   Errors  kInvalidOption (λ not a number), kNotFinite (an answer outside the range of numbers)
[[nodiscard]] Result<std::vector<double>> inverse_box_cox(std::span<const double> z, double lambda);

/// Mean of y where its map has the given mean and variance, to second order: the value mapped back
/// would be the median.
///   E y ≈ f⁻¹(z) (1 + ½ σ² (1 − λ) / (λz + 1)²)
///   Source  Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 5.6
[[nodiscard]] double inverse_box_cox_mean(double z, double variance, double lambda);
}  // namespace foretell

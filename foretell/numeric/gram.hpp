#pragma once
#include <cstddef>
#include <span>

namespace foretell::numeric {
/// Residual sum of squares of y on columns, from the products of [columns y] with each other: much
/// faster than an orthogonal factorization, with half its digits. A column that depends on those
/// before it to 1e-10 of its square is left out.
///   Shapes  gram [size, size] row-major, symmetric, lower triangle used, overwritten; y is the
///           last
[[nodiscard]] double residual_sum_from_gram(std::span<double> gram, std::size_t size);
}  // namespace foretell::numeric

#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace foretell::numeric {
/// tr(A⁻¹ B) for symmetric positive definite A and symmetric B, by Cholesky; nothing where A is not
/// positive definite.
///   Shapes  a, b [size, size], row-major
[[nodiscard]] std::optional<double> trace_of_quotient(std::span<const double> a,
                                                      std::span<const double> b, std::size_t size);

/// Pᵀ A P for symmetric A.
///   Shapes  a [rows, rows], p [rows, columns], result [columns, columns], all row-major
[[nodiscard]] std::vector<double> projected(std::span<const double> a, std::span<const double> p,
                                            std::size_t rows);
}  // namespace foretell::numeric

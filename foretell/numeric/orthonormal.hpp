#pragma once
#include <cstddef>
#include <span>

namespace foretell::numeric {
/// Replaces a matrix by the Q of its QR decomposition, signs chosen so that the diagonal of R is
/// positive: of normal numbers it makes a uniformly distributed matrix with orthonormal columns.
///   Shapes  values [rows, cols], row-major, rows ≥ cols
///   Source  Mezzadri (2007), Not. AMS 54, 592–604
void orthonormalise(std::span<double> values, std::size_t rows, std::size_t cols);
}  // namespace foretell::numeric

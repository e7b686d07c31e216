#pragma once
#include "foretell/kernels/packed_weights.hpp"

namespace foretell::kernels {
/// Units [first, first + count) of a layer: in each gate those numbers, in a weight those rows.
struct Units {
  std::size_t first = 0, count = 0;
};

/// Whether a weight of gates that are `width` units wide can be multiplied by some units at a time:
/// gates begin where vectors begin, at multiples of 16.
[[nodiscard]] bool has_unit_products(std::size_t width) noexcept;

/// The units that each of two threads takes: halves at the border of a vector; the second may be
/// empty.
///   Shapes  width a multiple of 16
[[nodiscard]] Units half_of_units(std::size_t width, std::size_t half) noexcept;

/// Terms [first, last) of the sums of a product: what x has at these places.
struct Terms {
  std::size_t first = 0, last = 0;
};

/// y += x·Wᵀ of some units of every gate, for one row x on the calling thread: the bits of
/// add_product. Some terms at a time: calls with [0, a), [a, b) … up to the depth make the product.
///   Shapes  x [1, depth];  w [depth, G·H] packed;  y [G, H], one gate per row;  units.first
///           and units.count multiples of 16;  begun [G, H], where these units keep unfinished sums
///           from one call to the next
void add_unit_terms(MatrixView<const float> x, const Panels& w, Terms terms, Units units,
                    MatrixView<float> y, MatrixView<float> begun) noexcept;

/// The same, all terms at once.
void add_unit_product(MatrixView<const float> x, const Panels& w, Units units,
                      MatrixView<float> y) noexcept;
}  // namespace foretell::kernels

#pragma once
#include <cstdint>
#include <span>

#include "foretell/base/matrix_view.hpp"
#include "foretell/base/ragged_layout.hpp"
#include "foretell/base/result.hpp"

namespace foretell::network {
/// What comes from outside, checked before it goes onto a tape; inside, shapes are asserted. Names
/// the caller's sequence and step of the first thing that is wrong, counted from 1.

/// Frames over a layout.
///   Shapes  frames [layout.rows(), width]
///   Errors  kInvalidOption (another number of rows or columns), kNotFinite (NaN, infinity)
template <class Real>
[[nodiscard]] Result<void> check_frames(MatrixView<const Real> frames, const RaggedLayout& layout,
                                        std::size_t width);

/// Tokens or class targets over a layout.
///   Shapes  indices [layout.rows()], each below count
///   Errors  kInvalidOption (another number of rows), kBadValue (an index of count or above)
[[nodiscard]] Result<void> check_indices(std::span<const std::uint32_t> indices,
                                         const RaggedLayout& layout, std::size_t count);
}  // namespace foretell::network

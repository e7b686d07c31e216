#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "foretell/base/matrix_view.hpp"
#include "foretell/base/ragged_layout.hpp"
#include "foretell/base/result.hpp"
#include "foretell/corpus/frames.hpp"
#include "foretell/corpus/vocabulary.hpp"

namespace foretell {
/// The layout of a batch of token sequences.
///   Errors  kTooShort (no sequence; an empty one, named by its place)
[[nodiscard]] Result<RaggedLayout> layout_of(std::span<const std::span<const Token>> sequences);
/// The layout of a batch of frames.
///   Errors  kTooShort, kInvalidOption (widths differ), kNotFinite; each names the sequence
[[nodiscard]] Result<RaggedLayout> layout_of(std::span<const Frames* const> sequences);

/// The tokens of a batch, row by row of its layout.
///   Shapes  sequences as in the layout, in the caller's order; rows [layout.rows()]
void gather(const RaggedLayout& layout, std::span<const std::span<const Token>> sequences,
            std::span<Token> rows);
/// The frames of a batch, row by row of its layout.
///   Shapes  rows [layout.rows(), width]
void gather(const RaggedLayout& layout, std::span<const MatrixView<const float>> sequences,
            MatrixView<float> rows);
}  // namespace foretell

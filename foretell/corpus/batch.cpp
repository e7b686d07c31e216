#include "foretell/corpus/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace foretell {
Result<RaggedLayout> layout_of(std::span<const std::span<const Token>> sequences) {
  std::vector<std::size_t> lengths;
  for (const auto& sequence : sequences) lengths.push_back(sequence.size());
  return RaggedLayout::from(lengths);
}

Result<RaggedLayout> layout_of(std::span<const Frames* const> sequences) {
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    const std::string where = fmt::format("sequence {}", i + 1);
    if (auto good = check_frames(*sequences[i], where); !good) return fail(std::move(good.error()));
    if (sequences[i]->width != sequences[0]->width) {
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("{} columns, but those before it have {}", sequences[i]->width,
                              sequences[0]->width),
                  where);
    }
    lengths.push_back(sequences[i]->steps());
  }
  return RaggedLayout::from(lengths);
}

void gather(const RaggedLayout& layout, std::span<const std::span<const Token>> sequences,
            std::span<Token> rows) {
  assert(rows.size() == layout.rows() && sequences.size() == layout.batch());
  for (std::size_t slot = 0; slot < layout.batch(); ++slot) {
    const auto& sequence = sequences[layout.order()[slot]];
    for (std::size_t t = 0; t < sequence.size(); ++t) rows[layout.row(t, slot)] = sequence[t];
  }
}

void gather(const RaggedLayout& layout, std::span<const MatrixView<const float>> sequences,
            MatrixView<float> rows) {
  assert(rows.rows() == layout.rows() && sequences.size() == layout.batch());
  for (std::size_t slot = 0; slot < layout.batch(); ++slot) {
    const auto& sequence = sequences[layout.order()[slot]];
    for (std::size_t t = 0; t < sequence.rows(); ++t) {
      std::copy_n(sequence.row(t), sequence.cols(), rows.row(layout.row(t, slot)));
    }
  }
}
}  // namespace foretell

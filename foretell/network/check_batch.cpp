#include "foretell/network/check_batch.hpp"

#include <fmt/format.h>

#include <cmath>

namespace foretell::network {
namespace {
/// "sequence 3 step 7" of a row, as the caller counts.
std::string place_of(const RaggedLayout& layout, std::size_t row) {
  std::size_t t = 0;
  while (layout.offset(t + 1) <= row) ++t;
  const std::size_t sequence = layout.order()[row - layout.offset(t)];
  return fmt::format("sequence {} step {}", sequence + 1, t + 1);
}

Result<void> check_rows(std::size_t rows, const RaggedLayout& layout) {
  if (rows == layout.rows()) return {};
  return fail(ErrorCode::kInvalidOption,
              fmt::format("{} rows for sequences of {} steps together", rows, layout.rows()));
}
}  // namespace

template <class Real>
Result<void> check_frames(MatrixView<const Real> frames, const RaggedLayout& layout,
                          std::size_t width) {
  if (auto checked = check_rows(frames.rows(), layout); !checked) return checked;
  if (frames.cols() != width) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("frames have {} numbers, the network takes {}", frames.cols(), width));
  }
  for (std::size_t r = 0; r < frames.rows(); ++r) {
    for (std::size_t c = 0; c < width; ++c) {
      if (std::isfinite(frames(r, c))) continue;
      return fail(
          ErrorCode::kNotFinite,
          fmt::format("number {} is {}; fill or drop what is not finite", c + 1, frames(r, c)),
          place_of(layout, r));
    }
  }
  return {};
}

Result<void> check_indices(std::span<const std::uint32_t> indices, const RaggedLayout& layout,
                           std::size_t count) {
  if (auto checked = check_rows(indices.size(), layout); !checked) return checked;
  for (std::size_t r = 0; r < indices.size(); ++r) {
    if (indices[r] < count) continue;
    return fail(ErrorCode::kBadValue,
                fmt::format("index {} where {} are known; the greatest is {}", indices[r], count,
                            count - 1),
                place_of(layout, r));
  }
  return {};
}

template Result<void> check_frames(MatrixView<const float>, const RaggedLayout&, std::size_t);
template Result<void> check_frames(MatrixView<const double>, const RaggedLayout&, std::size_t);
}  // namespace foretell::network

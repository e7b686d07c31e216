#include "foretell/corpus/frames.hpp"

#include <fmt/format.h>

#include <cmath>

namespace foretell {
Result<void> check_frames(const Frames& frames, const std::string& where) {
  if (frames.values.empty()) return fail(ErrorCode::kTooShort, "no step", where);
  if (frames.width == 0 || frames.values.size() % frames.width != 0) {
    return fail(
        ErrorCode::kInvalidOption,
        fmt::format("{} values do not make up steps of {}", frames.values.size(), frames.width),
        where);
  }
  for (std::size_t i = 0; i < frames.values.size(); ++i) {
    if (std::isfinite(frames.values[i])) continue;
    return fail(ErrorCode::kNotFinite,
                fmt::format("step {}, column {} is {}", i / frames.width + 1, i % frames.width + 1,
                            frames.values[i]),
                where);
  }
  return {};
}
}  // namespace foretell

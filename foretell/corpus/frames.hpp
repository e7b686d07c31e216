#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "foretell/base/matrix_view.hpp"
#include "foretell/base/result.hpp"

namespace foretell {
/// A sequence of real-valued steps: sound, keys that sound, sensors.
///   Shapes  values [steps, width], row-major
struct Frames {
  std::vector<float> values;
  std::size_t width = 0;

  [[nodiscard]] std::size_t steps() const { return width == 0 ? 0 : values.size() / width; }
  [[nodiscard]] std::span<const float> step(std::size_t t) const {
    return std::span(values).subspan(t * width, width);
  }
  [[nodiscard]] MatrixView<const float> view() const { return {values.data(), steps(), width}; }

  bool operator==(const Frames&) const = default;
};

/// Whether frames can be learned from.
///   Errors  kTooShort (no step), kInvalidOption (values do not make up steps), kNotFinite (step
///           and column named)
[[nodiscard]] Result<void> check_frames(const Frames& frames, const std::string& where);
}  // namespace foretell

#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "foretell/models/smoothing/lanes/lane_columns.hpp"

namespace foretell::ets {
/// Rows of kLanes numbers, aligned to 64 bytes, handed out one array after the other. Only grows,
/// so that the second problem of a thread allocates nothing.
class LaneMemory {
 public:
  /// Makes room for `rows` rows; what was taken before is void.
  void reset(std::size_t rows) {
    const std::size_t needed = (rows + 1) * kLanes;
    if (numbers_.size() < needed) numbers_.resize(needed);
    const auto address = reinterpret_cast<std::uintptr_t>(numbers_.data());
    next_ = numbers_.data() + (64 - address % 64) % 64 / sizeof(double);
  }

  /// The next array of `rows` rows. Its contents are arbitrary.
  [[nodiscard]] double* take(std::size_t rows) {
    double* taken = next_;
    next_ += rows * kLanes;
    return taken;
  }

 private:
  std::vector<double> numbers_;
  double* next_ = nullptr;
};
}  // namespace foretell::ets

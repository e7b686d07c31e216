#pragma once
#include <cstdint>

namespace foretell::ets {
/// How the search from a point ended.
enum class JobEnd : std::uint8_t {
  kConverged,
  kOutOfSteps,
  kHopeless,  ///< the target is out of reach by the predicted decrease
};
}  // namespace foretell::ets

#pragma once
#include <cstdint>

#include "foretell/base/ragged_layout.hpp"
#include "foretell/base/rng.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// Random choices of one operation in one pass. They are drawn from a counter, by the key of the
/// sequence and the time: the same whatever else is in the batch, and drawn again rather than kept.
struct RandomMask {
  std::uint64_t key = 0;
  double probability = 0;  ///< that a unit is hit, in [0, 1)

  RandomMask() = default;
  RandomMask(const Pass& pass, std::uint64_t site, double hit_probability);

  /// The units of one row, one after another.
  class Row {
   public:
    Row(std::uint64_t key, std::uint64_t stream, double probability)
        : rng_(key, stream), bound_(static_cast<std::uint64_t>(probability * 0x1p32)) {}
    /// Whether the next unit is hit.
    [[nodiscard]] bool hit() { return rng_.next_bits() < bound_; }

   private:
    Rng rng_;
    std::uint64_t bound_;
  };
  [[nodiscard]] Row row(std::uint64_t sequence, std::uint64_t time) const;
};

/// The key of the sequence in slot b: what the caller gave, or its place in the batch.
[[nodiscard]] std::uint64_t key_of(const Pass& pass, const RaggedLayout& layout, std::size_t slot);
}  // namespace foretell::network

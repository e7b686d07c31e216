#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Where the steps of a batch of sequences of different lengths lie: by time step, over the
/// sequences still alive. No padding exists; work follows the real tokens.
///   Order   sequences are sorted by length, longest first, equal ones as they came; `order()[b]`
///           is the place in the caller's batch of the sequence in slot b
///   Shapes  a matrix over this layout is [rows(), features]; slot b at step t is row
///           offset(t) + b, b < alive(t); alive never grows with t; rows() = Σ lengths
///   Errors  from: kTooShort (no sequence, or one of length zero, named)
class RaggedLayout {
 public:
  /// The layout of sequences of these lengths, in the caller's order.
  [[nodiscard]] static Result<RaggedLayout> from(std::span<const std::size_t> lengths);

  [[nodiscard]] std::size_t steps() const { return offsets_.size() - 1; }
  [[nodiscard]] std::size_t batch() const { return order_.size(); }
  [[nodiscard]] std::size_t rows() const { return offsets_.back(); }
  /// Row of slot 0 at step t; offset(steps()) is rows().
  [[nodiscard]] std::size_t offset(std::size_t t) const { return offsets_[t]; }
  /// Sequences longer than t.
  [[nodiscard]] std::size_t alive(std::size_t t) const { return offsets_[t + 1] - offsets_[t]; }
  [[nodiscard]] std::size_t row(std::size_t t, std::size_t slot) const {
    return offsets_[t] + slot;
  }
  /// Length of the sequence in slot b.
  [[nodiscard]] std::size_t length(std::size_t slot) const { return lengths_[slot]; }
  [[nodiscard]] std::span<const std::size_t> order() const { return order_; }
  /// The slot of the caller's sequence i.
  [[nodiscard]] std::size_t slot_of(std::size_t i) const { return slots_[i]; }

 private:
  std::vector<std::size_t> offsets_{0};
  std::vector<std::size_t> lengths_, order_, slots_;
};
}  // namespace foretell

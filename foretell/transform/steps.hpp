#pragma once
#include <cstdint>

#include "foretell/panel/time_index.hpp"

namespace foretell {
/// The stretches of time that the steps of a frequency stand for.
///   A step begins at its stamp and ends before the next one. Steps stamped at their end (year,
///   quarter and month with at_end; weeks, as their anchor is the last day) begin the day after the
///   stamp before and end with the day of their own. A weekend belongs to the business day before.
///   Units  stamps as in TimeIndex: all on the same clock
class Steps {
 public:
  explicit Steps(const Frequency& frequency);

  /// The ordinal of the step that contains a stamp.
  [[nodiscard]] std::int64_t containing(std::int64_t stamp) const;
  /// The first stamp of a step; it ends before begin(ordinal + 1).
  [[nodiscard]] std::int64_t begin(std::int64_t ordinal) const;

  [[nodiscard]] const TimeIndex& index() const { return index_; }

 private:
  TimeIndex index_;
  bool ends_at_stamp_;
};
}  // namespace foretell

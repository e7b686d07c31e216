#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "foretell/panel/frequency.hpp"

namespace foretell {
/// What the time stamps of a panel have in common, gathered series by series; summaries of parts of
/// a panel merge in any order. Stamps are what TimeIndex says.
class StampSummary {
 public:
  explicit StampSummary(bool is_integer) : is_integer_(is_integer) {}

  /// Adds one series, its stamps ascending.
  void add(std::span<const std::int64_t> stamps);
  void merge(const StampSummary& other);

  /// The coarsest frequency that fits every stamp: calendar units first (year, quarter, month,
  /// week, business day), else a multiple of days, hours, minutes or seconds. Nothing if no two
  /// stamps differ (integers: steps of 1).
  [[nodiscard]] std::optional<Frequency> frequency() const;

 private:
  void add_step(std::int64_t difference);
  void add_day(std::int64_t days);
  [[nodiscard]] Frequency day_frequency() const;
  [[nodiscard]] bool on_month_grid() const { return all_starts_ || all_ends_ || same_day_ > 0; }

  bool is_integer_;
  bool any_ = false;
  std::int64_t reference_ = 0;  // the first stamp seen
  std::int64_t step_ = 0;       // greatest common divisor of all differences
  bool whole_days_ = true;
  bool all_starts_ = true;  // of months
  bool all_ends_ = true;
  int same_day_ = 0;  // of every month, 2 … 28; 0 if they differ
  std::int64_t reference_month_ = 0;
  std::int64_t month_step_ = 0;
  bool weekdays_only_ = true;
  bool skips_weekend_ = false;
};

/// How many neighbouring stamps of a series are one step apart, of how many.
struct StepCount {
  std::size_t one_step = 0;
  std::size_t total = 0;

  /// Half of the steps at least: what is missing then counts as gaps, else as another frequency.
  [[nodiscard]] bool mostly_one_step() const { return 2 * one_step >= total; }
};

/// The stamps of one series, or of several, that look out of place: the first two neighbours whose
/// difference does not suit that of most neighbours. For error messages.
class OddStamps {
 public:
  explicit OddStamps(bool is_integer) : is_integer_(is_integer) {}

  /// First pass over every series: learns what is usual.
  void learn(std::span<const std::int64_t> stamps);
  /// Second pass: the odd pair of this series, if it has one.
  [[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> find(
      std::span<const std::int64_t> stamps) const;

 private:
  [[nodiscard]] bool suits(std::int64_t before, std::int64_t stamp) const;
  void count(std::int64_t difference);

  bool is_integer_;
  std::size_t stamps_ = 0;
  std::size_t starts_ = 0;
  std::size_t ends_ = 0;
  // The usual difference, by majority vote (Boyer & Moore 1981).
  std::int64_t usual_ = 0;
  std::size_t votes_ = 0;
};
}  // namespace foretell

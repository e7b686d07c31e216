#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "foretell/models/smoothing/ets_fit.hpp"
#include "foretell/models/smoothing/lanes/lane_search.hpp"

namespace foretell::ets {
/// A series of a batch: its values of order 1 and the initial states of the forms tried so far.
class BatchSeries {
 public:
  explicit BatchSeries(std::span<const double> y) : data_(scaled(y)) {}

  [[nodiscard]] const ScaledSeries& data() const { return data_; }
  [[nodiscard]] LaneSeries lanes() const {
    return {data_.values, static_cast<double>(data_.num_present)};
  }
  /// start_state of the form; forms that start alike share it.
  [[nodiscard]] const EtsState& start(const EtsForm& form, std::size_t period);

 private:
  ScaledSeries data_;
  std::array<std::optional<EtsState>, 18> starts_;
};

/// The lane search of this thread: its memory is used again by the next batch.
[[nodiscard]] LaneSearch& local_lanes();

/// Sorts the entries of a batch (with `number` of their series and `period`) so that neighbours
/// have the same period and nearly the same length, which keeps lanes full, and cuts them where the
/// period changes.
template <class Entry>
[[nodiscard]] std::vector<std::span<Entry>> lane_groups(std::span<Entry> entries,
                                                        std::span<const Series> series) {
  std::ranges::sort(entries, {}, [&](const Entry& entry) {
    return std::tuple(entry.period, series[entry.number].size(), entry.number);
  });
  std::vector<std::span<Entry>> groups;
  while (!entries.empty()) {
    std::size_t count = 1;
    while (count < entries.size() && entries[count].period == entries[0].period) ++count;
    groups.push_back(entries.first(count));
    entries = entries.subspan(count);
  }
  return groups;
}
}  // namespace foretell::ets

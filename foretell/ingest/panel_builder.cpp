#include "foretell/ingest/panel_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

#include "foretell/ingest/series_blocks.hpp"
#include "foretell/panel/calendar.hpp"
#include "foretell/panel/format_time.hpp"
#include "foretell/panel/infer_frequency.hpp"
#include "foretell/panel/time_index.hpp"

namespace foretell {
namespace {
// A panel may have this many steps per row, plus a million: beyond it the stamps are wrong.
constexpr std::size_t kStepsPerRow = 100;
constexpr std::size_t kStepsFree = 1'000'000;

void sort_rows(SeriesRows& rows, std::size_t series) {
  const auto times = rows.times(series);
  std::vector<std::pair<std::int64_t, std::size_t>> order(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) order[i] = {times[i], i};
  std::sort(order.begin(), order.end());  // equal stamps stay in the order of the file
  for (std::size_t i = 0; i < times.size(); ++i) times[i] = order[i].first;
  std::vector<double> sorted(times.size());
  for (std::size_t c = 0; c < rows.num_columns(); ++c) {
    const auto column = rows.column(series, c);
    for (std::size_t i = 0; i < times.size(); ++i) sorted[i] = column[order[i].second];
    std::copy(sorted.begin(), sorted.end(), column.begin());
  }
}

// Number of rows up to the last value of the target; all of them if there is none.
std::size_t rows_to_last_value(std::span<const double> values) {
  for (std::size_t n = values.size(); n > 0; --n) {
    if (!std::isnan(values[n - 1])) return n;
  }
  return values.size();
}

}  // namespace

std::string PanelBuilder::text(std::int64_t stamp) const {
  const bool is_utc = clock_.turn == Clock::Turn::kLocalToUtc ||
                      (clock_.turn == Clock::Turn::kKeep && rows_.kind() == TimeKind::kInstant);
  if (!is_utc) return format_stamp(stamp, is_integer());
  const std::int64_t offset = clock_.zone.offset(stamp);
  return format_stamp(stamp + offset, false) + offset_text(offset);
}

PanelError PanelBuilder::at(std::size_t series, std::int64_t stamp, ErrorCode code,
                            std::string message) const {
  return {{code, std::move(message), ""}, std::string(rows_.id(series)), stamp};
}

PanelResult<void> PanelBuilder::order(PanelFile& file) {
  FirstIndex repeated;
  std::atomic<std::size_t> unsorted = 0;
  for_series_blocks(rows_.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto times = rows_.times(i);
      if (!std::is_sorted(times.begin(), times.end())) {
        ++unsorted;
        sort_rows(rows_, i);
      }
      if (std::adjacent_find(times.begin(), times.end()) != times.end()) repeated.report(i);
      if (rows_.is_wide()) rows_.trim(i);
    }
  });
  file.num_unsorted = unsorted;
  if (!repeated.any()) return {};
  const auto times = rows_.times(repeated.get());
  const std::int64_t stamp = *std::adjacent_find(times.begin(), times.end());
  std::string hint = "keep one row, or add them up, before forecasting";
  if (clock_.zone_name.empty() && rows_.kind() == TimeKind::kLocal &&
      floor_mod(stamp, kSecondsPerDay) != 0) {
    hint += " (if the clock was set back, name its --time-zone)";
  }
  auto error = at(repeated.get(), stamp, ErrorCode::kDuplicate,
                  fmt::format("the time stamp {} appears twice; {}", text(stamp), hint));
  error.occurrence = 1;
  return tl::unexpected(error);
}

PanelResult<Frequency> PanelBuilder::infer() {
  const std::size_t blocks = num_series_blocks(rows_.size());
  std::vector<StampSummary> parts(blocks, StampSummary(is_integer()));
  for_series_blocks(rows_.size(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) parts[block].add(rows_.times(i));
  });
  StampSummary all(is_integer());
  for (const StampSummary& part : parts) all.merge(part);
  const auto frequency = all.frequency();
  if (frequency) return *frequency;
  return tl::unexpected(PanelError{
      {ErrorCode::kFrequency,
       "no series has two time stamps, so the frequency is unknown; name it with --freq", ""},
      "",
      0});
}

PanelResult<Frequency> PanelBuilder::check_given() {
  const Frequency& given = *layout_.frequency;
  if ((given.unit == Frequency::Unit::kInteger) != is_integer()) {
    return tl::unexpected(
        at(0, rows_.times(0)[0], ErrorCode::kFrequency,
           fmt::format("the frequency {} does not suit {} such as {}", to_string(given),
                       is_integer() ? "integers" : "dates", text(rows_.times(0)[0]))));
  }
  const auto aligned = align(given, rows_.times(0)[0]);
  if (aligned) return *aligned;
  return tl::unexpected(
      at(0, rows_.times(0)[0], ErrorCode::kFrequency,
         fmt::format("the time stamp {} does not fit the frequency {} ({})",
                     text(rows_.times(0)[0]), to_string(given), describe(given))));
}

PanelError PanelBuilder::mixed_error(const Frequency& frequency, std::size_t suspect) {
  const auto describe_step = [&](std::size_t series, std::int64_t before, std::int64_t stamp) {
    return at(
        series, stamp, ErrorCode::kFrequency,
        fmt::format("mixed frequency: the step from {} to {} does not suit the others; if rows "
                    "are missing, name the frequency with --freq",
                    text(before), text(stamp)));
  };
  OddStamps odd(is_integer());
  for (std::size_t i = 0; i < rows_.size(); ++i) odd.learn(rows_.times(i));
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (const auto pair = odd.find(rows_.times(i))) {
      return describe_step(i, pair->first, pair->second);
    }
  }
  // All steps are multiples of the usual one: name the first that is more than one.
  const TimeIndex index(frequency);
  const auto times = rows_.times(suspect);
  std::size_t k = 1;
  while (k + 1 < times.size() && *index.ordinal(times[k]) == *index.ordinal(times[k - 1]) + 1) ++k;
  return describe_step(suspect, times[k - 1], times[k]);
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one pass that also judges
PanelResult<void> PanelBuilder::to_ordinals(const Frequency& frequency, bool judge) {
  const TimeIndex index(frequency);
  FirstIndex misfit;
  FirstIndex mixed;   // series that alone would be refused
  FirstIndex sparse;  // series too short to tell
  std::vector<StepCount> parts(num_series_blocks(rows_.size()));
  for_series_blocks(rows_.size(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      StepCount count;
      std::int64_t before = 0;
      for (std::size_t k = 0; k < rows_.times(i).size(); ++k) {
        const auto ordinal = index.ordinal(rows_.times(i)[k]);
        if (!ordinal) {
          misfit.report(i);
          break;
        }
        if (k > 0) count.one_step += *ordinal == before + 1 ? 1 : 0;
        if (k > 0) ++count.total;
        before = *ordinal;
      }
      if (!count.mostly_one_step()) sparse.report(i);
      if (count.total > 2 && !count.mostly_one_step()) mixed.report(i);
      parts[block].one_step += count.one_step;
      parts[block].total += count.total;
    }
  });
  if (misfit.any()) {
    for (const std::int64_t stamp : rows_.times(misfit.get())) {
      if (index.ordinal(stamp)) continue;
      return tl::unexpected(
          at(misfit.get(), stamp, ErrorCode::kFrequency,
             fmt::format("the time stamp {} does not fit the frequency {} ({})", text(stamp),
                         to_string(frequency), describe(frequency))));
    }
  }
  StepCount total;
  for (const StepCount& part : parts) {
    total.one_step += part.one_step;
    total.total += part.total;
  }
  if (judge && (mixed.any() || !total.mostly_one_step())) {
    return tl::unexpected(mixed_error(frequency, mixed.any() ? mixed.get() : sparse.get()));
  }
  return {};
}

PanelResult<void> PanelBuilder::fill(PanelFile& file, const Frequency& frequency) {
  const TimeIndex index(frequency);
  std::size_t num_steps = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto times = rows_.times(i);
    const std::int64_t first = *index.ordinal(times.front());
    const std::int64_t last = *index.ordinal(times.back());
    const auto steps = static_cast<std::size_t>(last - first) + 1;
    num_steps += steps;
    if (steps > kStepsPerRow * rows_.num_rows() + kStepsFree) {
      return tl::unexpected(at(
          i, times.back(), ErrorCode::kFrequency,
          fmt::format("{} steps ({}) lie between {} and {}, but the table has only {} rows; is a "
                      "time stamp wrong?",
                      steps, describe(frequency), text(times.front()), text(times.back()),
                      rows_.num_rows())));
    }
  }
  std::vector<std::size_t> periods = layout_.periods;
  if (periods.empty()) periods = usual_periods(frequency);
  Panel panel(frequency, clock_.zone_name, std::move(periods));
  panel.reserve(rows_.size(), num_steps, rows_.ids().bytes());
  for (std::size_t i = 0; i < rows_.size(); ++i) add_series(file, panel, index, i);
  if (rows_.num_columns() > 1) add_regressors(panel, index);
  file.panel = std::move(panel);
  return {};
}

// Where there are regressors, rows after the last value are steps to forecast.
std::size_t PanelBuilder::num_observed(std::size_t i) {
  return rows_.num_columns() > 1 ? rows_to_last_value(rows_.values(i)) : rows_.values(i).size();
}

void PanelBuilder::add_series(PanelFile& file, Panel& panel, const TimeIndex& index,
                              std::size_t i) {
  const std::size_t observed = num_observed(i);
  const auto times = rows_.times(i).first(observed);
  const auto values = rows_.values(i).first(observed);
  const std::int64_t first = *index.ordinal(times.front());
  const auto steps = static_cast<std::size_t>(*index.ordinal(times.back()) - first) + 1;
  if (steps == times.size()) {
    panel.add(rows_.id(i), first, values);
  } else {
    const auto room = panel.add_missing(rows_.id(i), first, steps);
    for (std::size_t k = 0; k < times.size(); ++k) {
      room[static_cast<std::size_t>(*index.ordinal(times[k]) - first)] = values[k];
    }
    file.num_gaps += steps - times.size();
  }
  file.num_missing += static_cast<std::size_t>(
      std::count_if(values.begin(), values.end(), [](double value) { return value != value; }));
}

void PanelBuilder::add_regressors(Panel& panel, const TimeIndex& index) {
  std::vector<std::size_t> num_rows;
  std::vector<double> all;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto times = rows_.times(i);
    const std::int64_t first = panel.start(i);
    const auto steps = static_cast<std::size_t>(*index.ordinal(times.back()) - first) + 1;
    num_rows.push_back(steps);
    for (std::size_t c = 1; c < rows_.num_columns(); ++c) {
      const std::size_t begin = all.size();
      all.resize(begin + steps, std::numeric_limits<double>::quiet_NaN());
      const auto column = rows_.column(i, c);
      for (std::size_t k = 0; k < times.size(); ++k) {
        all[begin + static_cast<std::size_t>(*index.ordinal(times[k]) - first)] = column[k];
      }
    }
  }
  panel.set_regressors(regressor_names_, std::move(all), num_rows);
}

PanelResult<PanelFile> PanelBuilder::build() {
  PanelFile file;
  rows_.gather();
  file.num_rows = rows_.num_rows();
  if (auto chosen = choose_clock(); !chosen) return tl::unexpected(chosen.error());
  if (auto turned = turn_clock(); !turned) return tl::unexpected(turned.error());
  if (auto ordered = order(file); !ordered) return tl::unexpected(ordered.error());
  file.frequency_inferred = !layout_.frequency;
  const auto frequency = file.frequency_inferred ? infer() : check_given();
  if (!frequency) return tl::unexpected(frequency.error());
  if (auto fits = to_ordinals(*frequency, file.frequency_inferred); !fits) {
    return tl::unexpected(fits.error());
  }
  if (auto filled = fill(file, *frequency); !filled) return tl::unexpected(filled.error());
  return file;
}
}  // namespace foretell

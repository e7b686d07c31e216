#pragma once
#include <string>

#include "foretell/ingest/clock.hpp"
#include "foretell/ingest/read_panel.hpp"
#include "foretell/ingest/series_rows.hpp"
#include "foretell/panel/time_index.hpp"

namespace foretell {
/// A failure that belongs to one stamp of one series, so that its line can be looked up in the
/// file.
struct PanelError {
  Error error;
  std::string series;          ///< empty: not about one series
  std::int64_t stamp = 0;      ///< after the clock's turn; as read if `skipped`
  std::size_t occurrence = 0;  ///< 0: the first row with this stamp, 1: the second
  bool skipped = false;        ///< a local time that the zone's clock never shows
};

template <class T>
using PanelResult = tl::expected<T, PanelError>;

/// Makes a panel of gathered rows: turns the clock, sorts, finds duplicates, infers the frequency
/// or checks the given one, and makes gaps explicit.
///   Errors  kUnknownName (time zone), kBadValue (skipped hour), kDuplicate, kFrequency
class PanelBuilder {
 public:
  /// `regressor_names`: of the rows' columns after the first.
  PanelBuilder(SeriesRows& rows, const TableLayout& layout,
               std::vector<std::string> regressor_names = {})
      : rows_(rows), layout_(layout), regressor_names_(std::move(regressor_names)) {}

  [[nodiscard]] PanelResult<PanelFile> build();
  /// The clock that build chose; to look up lines by stamps.
  [[nodiscard]] const Clock& clock() const { return clock_; }

 private:
  [[nodiscard]] PanelResult<void> choose_clock();
  [[nodiscard]] PanelResult<void> turn_clock();
  [[nodiscard]] PanelResult<void> order(PanelFile& file);
  [[nodiscard]] PanelResult<Frequency> infer();
  [[nodiscard]] PanelResult<Frequency> check_given();
  [[nodiscard]] PanelResult<void> to_ordinals(const Frequency& frequency, bool judge);
  [[nodiscard]] PanelError mixed_error(const Frequency& frequency, std::size_t suspect);
  [[nodiscard]] PanelResult<void> fill(PanelFile& file, const Frequency& frequency);
  [[nodiscard]] std::size_t num_observed(std::size_t i);
  void add_series(PanelFile& file, Panel& panel, const TimeIndex& index, std::size_t i);
  void add_regressors(Panel& panel, const TimeIndex& index);
  [[nodiscard]] bool all_days(const TimeZone* zone);
  [[nodiscard]] bool are_years();
  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] std::string text(std::int64_t stamp) const;
  [[nodiscard]] PanelError at(std::size_t series, std::int64_t stamp, ErrorCode code,
                              std::string message) const;

  SeriesRows& rows_;
  const TableLayout& layout_;
  std::vector<std::string> regressor_names_;
  Clock clock_;
};
}  // namespace foretell

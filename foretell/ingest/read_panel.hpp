#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/panel/panel.hpp"

namespace foretell {
/// How a table of time series is laid out. Empty names are detected when there is one candidate
/// only.
struct TableLayout {
  std::string id{};      ///< column with the series' id; a file with one series needs none
  std::string time{};    ///< column with the time stamp
  std::string target{};  ///< column with the value
  std::vector<std::string>
      regressors{};         ///< columns beside the target; {"all"}: every other number
  bool wide = false;        ///< one column per series beside the time column
  std::string format{};     ///< "csv", "csv.gz", "parquet", "arrow", "jsonl"; empty: by extension
  std::string time_zone{};  ///< IANA name in which naive stamps are read; empty: plain local time
  std::optional<Frequency> frequency{};  ///< given by the user, else inferred
  std::vector<std::size_t> periods{};    ///< given by the user, else usual_periods(frequency)
};

/// A panel and what was found on the way, for the summary.
struct PanelFile {
  Panel panel;
  std::size_t num_rows = 0;      ///< of observations: in a wide table, cells
  std::size_t num_gaps = 0;      ///< steps without a row, now explicit missing values
  std::size_t num_missing = 0;   ///< rows with an empty value
  std::size_t num_unsorted = 0;  ///< series whose rows were not in order of time
  bool frequency_inferred = false;
  std::vector<std::string> ignored_columns;  ///< columns that nobody has asked for
};

/// Reads a table from a path or "-" (standard input, CSV unless `format` says else). Single pass,
/// bounded memory: below three times the data of its three columns. `progress` gets bytes done and
/// bytes in all (0 if unknown).
///   Errors  kIo, kBadFile, kUnknownName (column), kBadValue, kNotFinite, kDuplicate, kFrequency;
///           each names the file, the line (CSV, JSON lines) or row (else), and the series
[[nodiscard]] Result<PanelFile> read_panel(
    const std::string& path, const TableLayout& layout,
    const std::function<void(std::size_t, std::size_t)>& progress = {});

/// Adds the regressors of the steps to forecast from a table of their own: id, time stamps and the
/// columns that the panel's regressors name. Rows that the panel holds already are passed over.
///   Errors  as read_panel; kUnknownName (a series of the panel that the table lacks)
[[nodiscard]] Result<void> read_future(const std::string& path, const TableLayout& layout,
                                       Panel& panel);

/// The same for a table in memory; `layout.format` says which, a single series is called "bytes".
[[nodiscard]] Result<PanelFile> read_panel_from_bytes(std::string_view bytes,
                                                      const TableLayout& layout);

/// Any long table with several numeric columns, e.g. a file of forecasts made elsewhere.
///   Shapes  all columns have one entry per row of the file, in its order
struct LongTable {
  std::vector<std::string> ids;              ///< distinct ids in order of appearance
  std::vector<std::uint32_t> id_of_row;      ///< index into ids
  std::vector<std::int64_t> time_of_row;     ///< seconds since 1970 of the stamp, or the integer
  std::vector<std::string> names;            ///< the numeric columns
  std::vector<std::vector<double>> columns;  ///< NaN where empty
};

/// Reads a long table whose columns besides id and time are numeric; text columns are left out.
///   Errors  as read_panel
[[nodiscard]] Result<LongTable> read_long_table(const std::string& path, const TableLayout& layout);
}  // namespace foretell

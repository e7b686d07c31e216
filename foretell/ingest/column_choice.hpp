#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/ingest/read_panel.hpp"

namespace foretell {
/// What a look at the first rows of a column says.
enum class ColumnKind { kTime, kInteger, kNumber, kText, kEmpty, kOther };

/// One column of a table before it is read.
struct ColumnSketch {
  std::string name;
  ColumnKind kind;
  std::string time_zone{};  ///< that the column's type names
};

/// Positions of the columns that are read.
struct ColumnChoice {
  std::optional<std::size_t> id;  ///< none: the file is one series
  std::size_t time = 0;
  std::vector<std::size_t> targets;  ///< long: the target, then regressors; wide: one per series
  std::vector<std::string> ignored;  ///< names of the others
  std::string time_zone{};           ///< that the type of the time column names
};

/// The kind of a column by cells of its first rows.
[[nodiscard]] ColumnKind kind_of(const std::vector<std::string>& cells);

/// Finds id, time and target by the given names, else by the usual ones (unique_id, ds, y), else
/// where only one column is of the kind. `all_targets`: every numeric column of a long table is a
/// target.
///   Errors  kUnknownName (which columns there are and which option names one), kDuplicate (two
///           columns of one name)
[[nodiscard]] Result<ColumnChoice> choose_columns(const std::vector<ColumnSketch>& columns,
                                                  const TableLayout& layout, bool all_targets);
}  // namespace foretell

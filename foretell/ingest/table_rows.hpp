#pragma once
#include <string>
#include <vector>

#include "foretell/ingest/byte_source.hpp"
#include "foretell/ingest/clock.hpp"
#include "foretell/ingest/panel_builder.hpp"
#include "foretell/ingest/row_reader.hpp"

namespace foretell {
/// What the header of a table told.
struct TableColumns {
  std::vector<std::string> wide;     ///< in a wide table: the series
  std::vector<std::string> ignored;  ///< columns that nobody has asked for
  std::vector<std::string> targets;  ///< the target, then the regressors
  std::string time_zone;             ///< of the time stamps, where the file says

  [[nodiscard]] std::vector<std::string> regressors() const;
};

/// What to read of a table; `columns`, which has to live as long, is filled once the header is
/// read.
[[nodiscard]] RowRequest request_for(const TableInput& input, const TableLayout& layout,
                                     TableColumns& columns);

/// Reads the rows of a table by the reader of its format.
///   Errors  as row_reader.hpp
[[nodiscard]] Result<void> read_rows(const TableInput& input, const RowRequest& request,
                                     const RowSink& sink);

/// An error in one line, with the name of the file before the place in it.
[[nodiscard]] tl::unexpected<Error> in_file(const TableInput& input, Error error);

/// The error of a panel with the line that it is about, for which the file is read again. Standard
/// input is gone by then.
[[nodiscard]] Error with_line(const TableInput& input, const RowRequest& request,
                              const TableColumns& columns, const PanelError& failure,
                              const Clock& clock);
}  // namespace foretell

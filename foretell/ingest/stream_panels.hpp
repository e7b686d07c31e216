#pragma once
#include <cstddef>
#include <functional>
#include <string>

#include "foretell/ingest/read_panel.hpp"

namespace foretell {
/// Takes the next panel of a stream; an error ends the reading.
using PanelSink = std::function<Result<void>(PanelFile)>;

/// Reads a table that need not fit into memory and hands on panels of about `rows` rows, whole
/// series each, in the order of the file. The rows of each series have to stand together; a long
/// table of any format. Frequency and seasons are those of the first panel. Memory: a few times
/// `rows` rows, and eight to sixteen bytes per series to know which ids were there.
///   Errors  as read_panel; kBadValue (a series that comes again after another; a wide table); what
///           the sink returns
[[nodiscard]] Result<void> stream_panels(
    const std::string& path, const TableLayout& layout, std::size_t rows, const PanelSink& sink,
    const std::function<void(std::size_t, std::size_t)>& progress = {});
}  // namespace foretell

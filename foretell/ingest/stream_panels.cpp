#include "foretell/ingest/stream_panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "foretell/ingest/panel_builder.hpp"
#include "foretell/ingest/seen_ids.hpp"
#include "foretell/ingest/series_rows.hpp"
#include "foretell/ingest/table_rows.hpp"

namespace foretell {
namespace {
// Rows [first, first + rows) of a block as those of one series.
void append_rows(const RowBlock& block, std::size_t first, std::size_t rows, RowBlock& to) {
  if (to.times.empty()) {
    to.kind = block.kind;
    to.columns.resize(block.columns.size());
  }
  to.least_offset = std::min(to.least_offset, block.least_offset);
  to.most_offset = std::max(to.most_offset, block.most_offset);
  const auto begin = static_cast<std::ptrdiff_t>(first);
  const auto end = static_cast<std::ptrdiff_t>(first + rows);
  to.times.insert(to.times.end(), block.times.begin() + begin, block.times.begin() + end);
  for (std::size_t c = 0; c < block.columns.size(); ++c) {
    const auto& column = block.columns[c];
    to.columns[c].insert(to.columns[c].end(), column.begin() + begin, column.begin() + end);
  }
}

// Cuts the stream of rows where enough series are complete. The last series of a block stays open
// until another begins.
class Cutter {
 public:
  Cutter(const TableInput& input, TableLayout layout, std::size_t rows, const PanelSink& sink)
      : input_(input), layout_(std::move(layout)), most_rows_(rows), sink_(sink) {
    rows_ = std::make_unique<SeriesRows>();
  }

  void set_request(const RowRequest& request, const TableColumns& columns) {
    request_ = &request;
    columns_ = &columns;
  }

  Result<void> take(const RowBlock& block) {
    std::size_t row = 0;
    for (const Run& run : block.runs) {
      if (auto done = begin_series(block.ids[run.series]); !done) return done;
      append_rows(block, row, run.rows, open_);
      row += run.rows;
      open_.add_row(0);
      open_.runs.back().rows += run.rows - 1;
    }
    return rows_->num_rows() >= most_rows_ ? hand_on() : Result<void>{};
  }

  Result<void> finish() {
    if (auto done = close_series(); !done) return done;
    if (rows_->num_rows() > 0) return hand_on();
    if (num_panels_ > 0) return {};
    return in_file(input_, {ErrorCode::kBadFile, "the table has no rows", ""});
  }

 private:
  Result<void> begin_series(std::string_view id) {
    if (open_.ids.size() > 0 && open_.ids[0] == id) return {};
    if (auto done = close_series(); !done) return done;
    if (!seen_.insert(id)) {
      return in_file(input_,
                     {ErrorCode::kBadValue,
                      "it comes again after other series; sort the table by series, or read "
                      "it without --stream",
                      fmt::format("series {}", id)});
    }
    open_.ids.intern(id);
    return {};
  }

  Result<void> close_series() {
    if (open_.times.empty()) return {};
    auto done = rows_->append(open_);
    open_ = {};
    return done ? done : in_file(input_, done.error());
  }

  Result<void> hand_on() {
    if (layout_.time_zone.empty()) layout_.time_zone = columns_->time_zone;
    PanelBuilder builder(*rows_, layout_, columns_->regressors());
    auto file = builder.build();
    if (!file) {
      return in_file(input_,
                     with_line(input_, *request_, *columns_, file.error(), builder.clock()));
    }
    file->ignored_columns = columns_->ignored;
    const bool inferred = file->frequency_inferred;
    if (num_panels_++ == 0) {
      layout_.frequency = file->panel.frequency();
      layout_.periods.assign(file->panel.periods().begin(), file->panel.periods().end());
      inferred_ = inferred;
    }
    file->frequency_inferred = inferred_;
    rows_ = std::make_unique<SeriesRows>();
    return sink_(std::move(*file));
  }

  const TableInput& input_;
  TableLayout layout_;
  std::size_t most_rows_;
  const PanelSink& sink_;
  const RowRequest* request_ = nullptr;
  const TableColumns* columns_ = nullptr;
  std::unique_ptr<SeriesRows> rows_;  ///< complete series
  RowBlock open_;                     ///< the series whose end has not been seen
  SeenIds seen_;
  std::size_t num_panels_ = 0;
  bool inferred_ = false;
};
}  // namespace

Result<void> stream_panels(const std::string& path, const TableLayout& layout, std::size_t rows,
                           const PanelSink& sink,
                           const std::function<void(std::size_t, std::size_t)>& progress) {
  const TableInput input{path};
  if (layout.wide) {
    return in_file(input, {ErrorCode::kInvalidOption,
                           "a wide table cannot be streamed, since each of its rows holds all "
                           "series; read it without --stream",
                           ""});
  }
  TableColumns columns;
  RowRequest request = request_for(input, layout, columns);
  request.progress = progress;
  Cutter cutter(input, layout, rows, sink);
  cutter.set_request(request, columns);
  std::optional<Error> stopped;  // an error of the cutter says its place itself
  const auto done = read_rows(input, request, [&](const RowBlock& block) -> Result<void> {
    auto taken = cutter.take(block);
    if (!taken) stopped = taken.error();
    return taken;
  });
  if (stopped) return fail(std::move(*stopped));
  if (!done) return in_file(input, done.error());
  return cutter.finish();
}
}  // namespace foretell

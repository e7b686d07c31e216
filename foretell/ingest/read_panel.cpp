#include "foretell/ingest/read_panel.hpp"

#include "foretell/ingest/frame.hpp"
#include "foretell/ingest/panel_builder.hpp"
#include "foretell/ingest/series_rows.hpp"
#include "foretell/ingest/table_rows.hpp"

namespace foretell {
namespace {
using Progress = std::function<void(std::size_t, std::size_t)>;

Result<PanelFile> read(const TableInput& input, const TableLayout& layout,
                       const Progress& progress) {
  SeriesRows rows;
  TableColumns columns;
  RowRequest request = request_for(input, layout, columns);
  request.progress = progress;
  const auto done = read_rows(input, request, [&](const RowBlock& block) {
    rows.set_wide(columns.wide);
    return rows.append(block);
  });
  if (!done) return in_file(input, done.error());
  if (rows.num_rows() == 0)
    return in_file(input, {ErrorCode::kBadFile, "the table has no rows", ""});
  TableLayout known = layout;
  if (known.time_zone.empty()) known.time_zone = columns.time_zone;
  PanelBuilder builder(rows, known, columns.regressors());
  auto file = builder.build();
  if (!file) {
    return in_file(input, with_line(input, request, columns, file.error(), builder.clock()));
  }
  file->ignored_columns = std::move(columns.ignored);
  return std::move(*file);
}

// Appends blocks to the columns of a long table.
class LongTableBuilder {
 public:
  explicit LongTableBuilder(LongTable& table) : table_(table) {}

  void append(const RowBlock& block) {
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < block.ids.size(); ++i) numbers.push_back(ids_.intern(block.ids[i]));
    for (const Run& run : block.runs) {
      table_.id_of_row.insert(table_.id_of_row.end(), run.rows, numbers[run.series]);
    }
    table_.time_of_row.insert(table_.time_of_row.end(), block.times.begin(), block.times.end());
    table_.columns.resize(block.columns.size());
    for (std::size_t k = 0; k < block.columns.size(); ++k) {
      table_.columns[k].insert(table_.columns[k].end(), block.columns[k].begin(),
                               block.columns[k].end());
    }
  }
  void finish() {
    for (std::size_t i = 0; i < ids_.size(); ++i) table_.ids.emplace_back(ids_[i]);
  }

 private:
  LongTable& table_;
  IdTable ids_;
};

Result<LongTable> read_long(const TableInput& input, const TableLayout& layout) {
  LongTable table;
  LongTableBuilder builder(table);
  TableColumns columns;
  RowRequest request = request_for(input, layout, columns);
  request.all_targets = true;
  const auto done = read_rows(input, request, [&](const RowBlock& block) -> Result<void> {
    builder.append(block);
    return {};
  });
  if (!done) return in_file(input, done.error());
  builder.finish();
  table.names = std::move(columns.targets);
  return table;
}

TableInput input_of(const FrameSource& frame, FrameTypes* types) {
  return {"frame", std::nullopt, &frame, types};
}
}  // namespace

Result<PanelFile> read_panel(const std::string& path, const TableLayout& layout,
                             const Progress& progress) {
  return read({path}, layout, progress);
}

Result<PanelFile> read_panel_from_bytes(std::string_view bytes, const TableLayout& layout) {
  return read({"bytes", bytes}, layout, {});
}

Result<LongTable> read_long_table(const std::string& path, const TableLayout& layout) {
  return read_long({path}, layout);
}

Result<PanelFile> read_panel(const FrameSource& frame, const TableLayout& layout,
                             FrameTypes* types) {
  return read(input_of(frame, types), layout, {});
}

Result<LongTable> read_long_table(const FrameSource& frame, const TableLayout& layout,
                                  FrameTypes* types) {
  return read_long(input_of(frame, types), layout);
}
}  // namespace foretell

#include "foretell/ingest/read_panel.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "foretell/ingest/byte_source.hpp"
#include "foretell/ingest/frame.hpp"
#include "foretell/ingest/locate.hpp"
#include "foretell/ingest/panel_builder.hpp"
#include "foretell/ingest/row_reader.hpp"
#include "foretell/ingest/series_rows.hpp"

namespace foretell {
namespace {
using Progress = std::function<void(std::size_t, std::size_t)>;

// "sales" of "data/sales.csv.gz": the id of a file with one series.
std::string stem_of(const std::string& path) {
  if (path == "-") return "series";
  const std::string name = std::filesystem::path(path).filename().string();
  const std::string stem = name.substr(0, name.find('.'));
  return stem.empty() ? name : stem;
}

// Names and ids come from the file and may hold line breaks; an error is one line.
void keep_to_one_line(std::string& text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
}

tl::unexpected<Error> in_file(const TableInput& input, Error error) {
  keep_to_one_line(error.message);
  keep_to_one_line(error.where);
  const std::string name = input.path == "-" ? "standard input" : input.path;
  error.where = error.where.empty() ? name : name + " " + error.where;
  return fail(std::move(error));
}

Result<void> read_rows(const TableInput& input, const RowRequest& request, const RowSink& sink) {
  if (input.frame != nullptr) return read_frame_rows(input, request, sink);
  const auto format = table_format(input.path, request.layout.format);
  if (!format) return fail(format.error());
  if (*format == TableFormat::kParquet) return read_parquet_rows(input, request, sink);
  if (*format == TableFormat::kArrow) return read_arrow_rows(input, request, sink);
  auto source = ByteSource::open(input, *format == TableFormat::kCsvGz);
  if (!source) return fail(source.error());
  if (*format == TableFormat::kJsonLines) return read_json_rows(*source, request, sink);
  return read_csv_rows(*source, request, sink);
}

// What the header told.
struct Columns {
  std::vector<std::string> wide;
  std::vector<std::string> ignored;
  std::vector<std::string> targets;
  std::string time_zone;
};

RowRequest request_for(const TableInput& input, const TableLayout& layout, Columns& columns) {
  const std::string single = input.frame != nullptr ? "series" : stem_of(input.path);
  RowRequest request{.layout = layout, .single_id = single};
  request.on_columns = [&columns, wide = layout.wide](const ColumnChoice& choice,
                                                      const std::vector<std::string>& names) {
    columns.ignored = choice.ignored;
    columns.time_zone = choice.time_zone;
    columns.targets.clear();
    for (const std::size_t i : choice.targets) columns.targets.push_back(names[i]);
    if (wide) columns.wide = columns.targets;
  };
  return request;
}

// Reads the file again to tell the line that an error is about. Standard input is gone by then.
Error with_line(const TableInput& input, const RowRequest& request, const Columns& columns,
                const PanelError& failure, const Clock& clock) {
  Error error = failure.error;
  if (failure.series.empty()) return error;
  error.where = "series " + failure.series;
  if (input.path == "-") return error;
  RowLocator locator(failure.series, columns.wide);
  RowRequest again = request;
  again.progress = {};
  again.on_columns = {};
  const auto read =
      read_rows(input, again, [&](const RowBlock& block) { return locator.append(block); });
  const auto number = read ? locator.number(failure, clock) : std::nullopt;
  if (number) error.where = fmt::format("{} {}, {}", locator.unit(), *number, error.where);
  return error;
}

Result<PanelFile> read(const TableInput& input, const TableLayout& layout,
                       const Progress& progress) {
  SeriesRows rows;
  Columns columns;
  RowRequest request = request_for(input, layout, columns);
  request.progress = progress;
  const auto done = read_rows(input, request, [&](const RowBlock& block) {
    rows.set_wide(columns.wide);
    return rows.append(block);
  });
  if (!done) return in_file(input, done.error());
  if (rows.num_rows() == 0)
    return in_file(input, {ErrorCode::kBadFile, "the table has no rows", ""});
  std::vector<std::string> regressors;
  if (!layout.wide) regressors.assign(columns.targets.begin() + 1, columns.targets.end());
  TableLayout known = layout;
  if (known.time_zone.empty()) known.time_zone = columns.time_zone;
  PanelBuilder builder(rows, known, std::move(regressors));
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
  Columns columns;
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

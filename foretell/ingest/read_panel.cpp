#include "foretell/ingest/read_panel.hpp"

#include <filesystem>

#include "foretell/ingest/byte_source.hpp"
#include "foretell/ingest/panel_builder.hpp"
#include "foretell/ingest/row_reader.hpp"
#include "foretell/ingest/series_rows.hpp"

namespace foretell {
namespace {
std::string shown_name(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

// "sales.csv" of "data/sales.csv.gz" is series "sales".
std::string stem_of(const std::string& path) {
  if (path == "-") return "series";
  const std::string name = std::filesystem::path(path).filename().string();
  const std::string stem = name.substr(0, name.find('.'));
  return stem.empty() ? name : stem;
}

tl::unexpected<Error> in_file(const std::string& path, Error error) {
  if (error.where != path) {
    const std::string name = shown_name(path);
    error.where = error.where.empty() ? name : name + " " + error.where;
  }
  return fail(std::move(error));
}

Result<void> read_rows(const std::string& path, const RowRequest& request, const RowSink& sink) {
  const auto format = table_format(path, request.layout.format);
  if (!format) return fail(format.error());
  if (*format == TableFormat::kParquet) return read_parquet_rows(path, request, sink);
  if (*format == TableFormat::kArrow) return read_arrow_rows(path, request, sink);
  auto source = ByteSource::open(path, *format == TableFormat::kCsvGz);
  if (!source) return fail(source.error());
  return read_csv_rows(*source, request, sink);
}
}  // namespace

Result<PanelFile> read_panel(const std::string& path, const TableLayout& layout,
                             const std::function<void(std::size_t, std::size_t)>& progress) {
  SeriesRows rows;
  std::vector<std::string> ignored;
  RowRequest request{.layout = layout, .single_id = stem_of(path), .progress = progress};
  request.on_columns = [&](const ColumnChoice& choice, const std::vector<std::string>&) {
    ignored = choice.ignored;
  };
  const auto done = read_rows(path, request, [&](RowBlock& block) { return rows.append(block); });
  if (!done) return in_file(path, done.error());
  if (rows.num_rows() == 0) {
    return in_file(path, {ErrorCode::kBadFile, "the file has a header but no rows", ""});
  }
  PanelBuilder builder(rows, layout);
  auto file = builder.build();
  if (!file) {
    PanelError error = file.error();
    if (!error.series.empty()) error.error.where = "series " + error.series;
    return in_file(path, error.error);
  }
  file->ignored_columns = std::move(ignored);
  return std::move(*file);
}
}  // namespace foretell

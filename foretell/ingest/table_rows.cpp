#include "foretell/ingest/table_rows.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "foretell/ingest/frame.hpp"
#include "foretell/ingest/locate.hpp"

namespace foretell {
namespace {
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
}  // namespace

std::vector<std::string> TableColumns::regressors() const {
  if (!wide.empty() || targets.empty()) return {};
  return {targets.begin() + 1, targets.end()};
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

RowRequest request_for(const TableInput& input, const TableLayout& layout, TableColumns& columns) {
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

Error with_line(const TableInput& input, const RowRequest& request, const TableColumns& columns,
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
}  // namespace foretell

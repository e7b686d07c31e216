#include <arrow/csv/options.h>
#include <arrow/csv/parser.h>
#include <arrow/util/utf8.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "foretell/ingest/number.hpp"
#include "foretell/ingest/row_reader.hpp"
#include "foretell/ingest/text_rows.hpp"

namespace foretell {
namespace {
constexpr std::int32_t kRowsPerParse = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kSampleRows = 100;

// Calls use(row, text) for each cell of a column until it returns false.
template <class Use>
void visit_column(const arrow::csv::BlockParser& parser, std::size_t column, Use use) {
  std::size_t row = 0;
  // Trailing arguments differ between versions of Arrow.
  const auto visit = [&](const std::uint8_t* data, std::uint32_t size, bool, auto...) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    return use(row++, text) ? arrow::Status::OK() : arrow::Status::Cancelled("stop");
  };
  const auto stopped = parser.VisitColumn(static_cast<std::int32_t>(column), visit);
  static_cast<void>(stopped);
}

char detect_delimiter(std::string_view header) {
  constexpr std::array kDelimiters{',', ';', '\t', '|'};
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool inside = false;
  for (const char c : header) {
    if (c == '"') inside = !inside;
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) {
      counts[i] += !inside && c == kDelimiters[i] ? 1 : 0;
    }
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
}

// Position after the first line break outside quotes, from `start` on.
std::size_t end_of_header(std::string_view text, std::size_t start) {
  bool inside = false;
  for (std::size_t i = start; i < text.size(); ++i) {
    if (text[i] == '"') inside = !inside;
    if (text[i] == '\n' && !inside) return i + 1;
  }
  return text.size();
}

// Turns blocks of CSV text into rows. One object serves all threads.
class CsvBlocks final : public TextBlocks {
 public:
  explicit CsvBlocks(const RowRequest& request) : request_(request) {}

  Result<std::size_t> begin(std::string_view first_block) override;
  [[nodiscard]] std::size_t num_targets() const override { return choice_.targets.size(); }
  void parse(std::string_view text, RowBlock& block) const override;

 private:
  struct Pass {
    const arrow::csv::BlockParser& parser;
    std::size_t base;  // rows of the block before those of this parser
    RowBlock& block;
  };

  [[nodiscard]] arrow::csv::ParseOptions options() const {
    auto result = arrow::csv::ParseOptions::Defaults();
    result.delimiter = delimiter_;
    result.newlines_in_values = true;
    return result;
  }
  Result<void> read_header(std::string_view line);
  Result<void> choose(std::string_view rows);
  void read_ids(const Pass& pass) const;
  void read_times(const Pass& pass) const;
  void read_values(const Pass& pass, std::size_t target) const;
  void take_rows(const Pass& pass) const;
  void report(RowBlock& block, RowError error) const;

  const RowRequest& request_;
  char delimiter_ = ',';
  std::vector<std::string> names_;
  ColumnChoice choice_;
};

Result<void> CsvBlocks::read_header(std::string_view line) {
  delimiter_ = detect_delimiter(line);
  arrow::csv::BlockParser parser(options(), -1, -1, 1);
  std::uint32_t used = 0;
  const auto status = parser.ParseFinal(line, &used);
  if (!status.ok() || parser.num_rows() < 1) {
    return fail(ErrorCode::kBadFile, "the first line is no header of a CSV table", "line 1");
  }
  for (std::int32_t i = 0; i < parser.num_cols(); ++i) {
    visit_column(parser, static_cast<std::size_t>(i), [&](std::size_t, std::string_view text) {
      names_.emplace_back(text);
      return true;
    });
  }
  return {};
}

Result<void> CsvBlocks::choose(std::string_view rows) {
  arrow::csv::BlockParser parser(options(), static_cast<std::int32_t>(names_.size()), -1,
                                 static_cast<std::int32_t>(kSampleRows));
  std::uint32_t used = 0;
  const bool parsed = parser.ParseFinal(rows, &used).ok();
  std::vector<ColumnSketch> columns;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::vector<std::string> cells;
    const auto keep = [&](std::size_t, std::string_view text) {
      cells.emplace_back(text);
      return true;
    };
    if (parsed) visit_column(parser, i, keep);
    columns.push_back({names_[i], kind_of(cells)});
  }
  auto choice = choose_columns(columns, request_);
  if (!choice) return fail(choice.error());
  choice_ = std::move(*choice);
  return {};
}

Result<std::size_t> CsvBlocks::begin(std::string_view first_block) {
  arrow::util::InitializeUTF8();
  const std::size_t start = first_block.find_first_not_of("\r\n");
  if (start == std::string_view::npos) return fail(ErrorCode::kBadFile, "the file is empty");
  const std::size_t end = end_of_header(first_block, start);
  const std::string_view line = first_block.substr(start, end - start);
  if (line.find('\0') != std::string_view::npos || line.starts_with("\xff\xfe")) {
    return fail(ErrorCode::kBadFile, "not a text file in UTF-8 (UTF-16 or binary?)", "line 1");
  }
  if (!arrow::util::ValidateUTF8(line)) {
    return fail(ErrorCode::kBadFile, "the header is not UTF-8; save the file as UTF-8", "line 1");
  }
  if (auto header = read_header(line); !header) return fail(header.error());
  if (first_block.find_first_not_of("\r\n", end) == std::string_view::npos) {
    return fail(ErrorCode::kBadFile, "the file has a header but no rows");
  }
  if (auto chosen = choose(first_block.substr(end)); !chosen) return fail(chosen.error());
  return end;
}

void CsvBlocks::report(RowBlock& block, RowError error) const {
  if (!block.error || error.row < block.error->row) block.error = std::move(error);
}

void CsvBlocks::read_ids(const Pass& pass) const {
  RowBlock& block = pass.block;
  if (!choice_.id) {
    block.runs.push_back(
        {block.ids.intern(request_.single_id), static_cast<std::uint32_t>(pass.parser.num_rows())});
    return;
  }
  std::uint32_t series = 0;
  std::string_view previous;
  bool first = true;
  visit_column(pass.parser, *choice_.id, [&](std::size_t row, std::string_view text) {
    if (first || text != previous) {
      const std::size_t known = block.ids.size();
      series = block.ids.intern(text);
      if (series == known && !arrow::util::ValidateUTF8(text)) {
        report(block, {pass.base + row, ErrorCode::kBadFile, names_[*choice_.id], "",
                       "the id is not UTF-8; save the file as UTF-8"});
      }
      if (text.empty()) {
        report(block, {pass.base + row, ErrorCode::kBadValue, names_[*choice_.id], "",
                       "the series id is empty"});
      }
      first = false;
      previous = text;
    }
    block.add_row(series);
    return true;
  });
}

void CsvBlocks::read_times(const Pass& pass) const {
  RowBlock& block = pass.block;
  visit_column(pass.parser, choice_.time, [&](std::size_t row, std::string_view text) {
    const auto stamp = parse_timestamp(text);
    if (stamp && block.add_time(*stamp)) return true;
    std::string message = stamp ? explain_mixed_kinds(shown(text)) : explain_timestamp(text);
    report(block, {pass.base + row, ErrorCode::kBadValue, names_[choice_.time],
                   series_at(block, pass.base + row), std::move(message)});
    return false;
  });
}

void CsvBlocks::read_values(const Pass& pass, std::size_t target) const {
  RowBlock& block = pass.block;
  const std::size_t column = choice_.targets[target];
  std::vector<double>& values = block.columns[target];
  visit_column(pass.parser, column, [&](std::size_t row, std::string_view text) {
    const Number number = parse_number(text);
    if (number.kind == NumberKind::kNumber || number.kind == NumberKind::kMissing) {
      values.push_back(number.value);
      return true;
    }
    const bool infinite = number.kind == NumberKind::kInfinite;
    std::string series = request_.layout.wide ? "" : series_at(block, pass.base + row);
    report(block, {pass.base + row, infinite ? ErrorCode::kNotFinite : ErrorCode::kBadValue,
                   names_[column], std::move(series), explain_number(text, number.kind)});
    return false;
  });
}

void CsvBlocks::take_rows(const Pass& pass) const {
  if (!request_.layout.wide) read_ids(pass);
  read_times(pass);
  for (std::size_t k = 0; k < choice_.targets.size(); ++k) read_values(pass, k);
}

void CsvBlocks::parse(std::string_view text, RowBlock& block) const {
  std::string_view rest = text;
  std::size_t base = 0;
  const auto columns = static_cast<std::int32_t>(names_.size());
  while (!rest.empty() && !block.error) {
    auto parse_options = options();
    parse_options.invalid_row_handler = [&](const arrow::csv::InvalidRow& row) {
      report(block, {static_cast<std::size_t>(row.number), ErrorCode::kBadFile, "", "",
                     fmt::format("{} field{} where the header has {}", row.actual_columns,
                                 row.actual_columns == 1 ? "" : "s", row.expected_columns)});
      return arrow::csv::InvalidRowResult::Error;
    };
    arrow::csv::BlockParser parser(parse_options, columns, static_cast<std::int64_t>(base),
                                   kRowsPerParse);
    std::uint32_t used = 0;
    const auto status = parser.ParseFinal(rest, &used);
    if (!status.ok() || used == 0) {
      if (block.error) break;
      report(block, {base, ErrorCode::kBadFile, "", "", "not a row of CSV; is a quote left open?"});
      break;
    }
    take_rows({parser, base, block});
    base += static_cast<std::size_t>(parser.num_rows());
    rest.remove_prefix(used);
  }
}
}  // namespace

Result<void> read_csv_rows(ByteSource& source, const RowRequest& request, const RowSink& sink) {
  CsvBlocks blocks(request);
  return read_text_rows(source, blocks, {.quotes = true, .progress = request.progress}, sink);
}
}  // namespace foretell

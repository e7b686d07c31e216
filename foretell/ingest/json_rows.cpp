#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "foretell/ingest/number.hpp"
#include "foretell/ingest/row_reader.hpp"
#include "foretell/ingest/text_rows.hpp"

namespace foretell {
namespace {
using Json = nlohmann::ordered_json;
constexpr std::size_t kSampleRows = 100;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// Calls use(line) for each line that is not blank, until it returns false.
template <class Use>
void for_lines(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.find_first_not_of('\r') != std::string_view::npos && !use(line)) return;
  }
}

// A cell as text, the way a CSV file would hold it.
std::string text_of(const Json& cell) {
  if (cell.is_string()) return cell.get<std::string>();
  return cell.is_null() ? "" : cell.dump();
}

// JSON lines: one object per line, one row per object.
class JsonBlocks final : public TextBlocks {
 public:
  explicit JsonBlocks(const RowRequest& request) : request_(request) {}

  Result<std::size_t> begin(std::string_view first_block) override;
  [[nodiscard]] std::size_t num_targets() const override { return choice_.targets.size(); }
  void parse(std::string_view text, RowBlock& block) const override;

 private:
  std::optional<RowError> add_row(const Json& object, RowBlock& block) const;
  std::optional<RowError> add_time(const Json& object, RowBlock& block) const;
  std::optional<RowError> add_value(const Json& object, std::size_t target, RowBlock& block) const;

  const RowRequest& request_;
  std::vector<std::string> names_;
  ColumnChoice choice_;
};

Result<std::size_t> JsonBlocks::begin(std::string_view first_block) {
  std::vector<std::vector<std::string>> cells;
  std::size_t rows = 0;
  for_lines(first_block, [&](std::string_view line) {
    const Json object = Json::parse(line, nullptr, false);
    if (!object.is_object()) return false;  // parse will say where
    for (const auto& [name, cell] : object.items()) {
      const auto known = std::find(names_.begin(), names_.end(), name);
      const auto column = static_cast<std::size_t>(known - names_.begin());
      if (known == names_.end()) {
        names_.push_back(name);
        cells.emplace_back();
      }
      cells[column].push_back(text_of(cell));
    }
    return ++rows < kSampleRows;
  });
  if (rows == 0) {
    return fail(ErrorCode::kBadFile,
                "the first line is no JSON object such as {\"ds\": "
                "\"2020-01-01\", \"y\": 1.5}",
                "line 1");
  }
  std::vector<ColumnSketch> columns;
  for (std::size_t i = 0; i < names_.size(); ++i) columns.push_back({names_[i], kind_of(cells[i])});
  auto choice = choose_columns(columns, request_);
  if (!choice) return fail(choice.error());
  choice_ = std::move(*choice);
  return 0;
}

std::optional<RowError> JsonBlocks::add_time(const Json& object, RowBlock& block) const {
  const std::string& name = names_[choice_.time];
  const auto cell = object.find(name);
  const std::string text = cell == object.end() ? "" : text_of(*cell);
  const auto stamp = parse_timestamp(text);
  if (stamp && block.add_time(*stamp)) return std::nullopt;
  return RowError{0, ErrorCode::kBadValue, name, "",
                  stamp ? explain_mixed_kinds(shown(text)) : explain_timestamp(text)};
}

std::optional<RowError> JsonBlocks::add_value(const Json& object, std::size_t target,
                                              RowBlock& block) const {
  const std::string& name = names_[choice_.targets[target]];
  const auto cell = object.find(name);
  Number number{NumberKind::kMissing, kMissing};
  if (cell != object.end() && cell->is_number()) {
    number = {NumberKind::kNumber, cell->get<double>()};
  } else if (cell != object.end()) {
    number = parse_number(text_of(*cell));
  }
  block.columns[target].push_back(number.value);
  if (number.kind == NumberKind::kNumber || number.kind == NumberKind::kMissing)
    return std::nullopt;
  const bool infinite = number.kind == NumberKind::kInfinite;
  return RowError{0, infinite ? ErrorCode::kNotFinite : ErrorCode::kBadValue, name, "",
                  explain_number(text_of(*cell), number.kind)};
}

std::optional<RowError> JsonBlocks::add_row(const Json& object, RowBlock& block) const {
  std::string id = request_.single_id;
  if (choice_.id) {
    const auto cell = object.find(names_[*choice_.id]);
    id = cell == object.end() ? "" : text_of(*cell);
    if (id.empty()) {
      return RowError{0, ErrorCode::kBadValue, names_[*choice_.id], "", "the series id is empty"};
    }
  }
  if (!request_.layout.wide) block.add_row(block.ids.intern(id));
  std::optional<RowError> error = add_time(object, block);
  for (std::size_t k = 0; k < choice_.targets.size() && !error; ++k) {
    error = add_value(object, k, block);
  }
  if (error && !request_.layout.wide) error->series = id;
  return error;
}

void JsonBlocks::parse(std::string_view text, RowBlock& block) const {
  std::size_t row = 0;
  for_lines(text, [&](std::string_view line) {
    const Json object = Json::parse(line, nullptr, false);
    std::optional<RowError> error;
    if (object.is_object()) {
      error = add_row(object, block);
    } else {
      error = RowError{0, ErrorCode::kBadFile, "", "",
                       "not a JSON object; write one object per line, missing values as null"};
    }
    if (error) {
      block.error = std::move(error);
      block.error->row = row;
    }
    ++row;
    return !block.error;
  });
}
}  // namespace

Result<void> read_json_rows(ByteSource& source, const RowRequest& request, const RowSink& sink) {
  JsonBlocks blocks(request);
  return read_text_rows(source, blocks, {.quotes = false, .progress = request.progress}, sink);
}
}  // namespace foretell

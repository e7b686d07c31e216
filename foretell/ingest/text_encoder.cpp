#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "foretell/base/parallel.hpp"
#include "foretell/ingest/table_encoder.hpp"
#include "foretell/panel/format_time.hpp"

namespace foretell {
namespace {
constexpr std::size_t kRowsPerPiece = 8192;

void append_csv_text(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_json_text(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

// Writes the cells of one column.
class CellWriter {
 public:
  CellWriter(const ColumnData& data, bool json) : data_(data), json_(json) {
    if (const auto* times = std::get_if<TimeColumn>(&data)) {
      const Panel& panel = *times->panel;
      times_.emplace(panel.frequency(), panel.time_zone());
      bare_ = !json || panel.frequency().unit == Frequency::Unit::kInteger;
    }
  }

  void append(std::string& out, std::size_t row) const {
    if (const auto* numbers = std::get_if<std::vector<double>>(&data_)) {
      append_number(out, (*numbers)[row]);
    } else if (const auto* ids = std::get_if<IdColumn>(&data_)) {
      append_text(out, ids->panel->id(ids->series[row]));
    } else if (const auto* times = std::get_if<TimeColumn>(&data_)) {
      append_time(out, times->ordinals[row]);
    } else if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&data_)) {
      append_integer(out, (*integers)[row]);
    } else {
      append_text(out, std::get<std::vector<std::string>>(data_)[row]);
    }
  }

 private:
  void append_number(std::string& out, double value) const {
    char buffer[32];
    if (!std::isfinite(value)) {
      if (json_) out += "null";
      return;
    }
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  }
  static void append_integer(std::string& out, std::int64_t value) {
    char buffer[32];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  }
  void append_time(std::string& out, std::int64_t ordinal) const {
    char buffer[TimeFormat::kMaxLength];
    if (!bare_) out += '"';
    out.append(buffer, times_->write(ordinal, buffer));
    if (!bare_) out += '"';
  }
  void append_text(std::string& out, std::string_view text) const {
    json_ ? append_json_text(out, text) : append_csv_text(out, text);
  }

  const ColumnData& data_;
  bool json_;
  bool bare_ = true;
  std::optional<TimeFormat> times_;
};

// Formats rows in parallel pieces, writes the pieces in order.
class TextEncoder final : public TableEncoder {
 public:
  TextEncoder(OutputStream out, bool json) : out_(std::move(out)), json_(json) {}

  Result<void> write(const std::vector<Column>& block) override {
    std::vector<CellWriter> cells;
    std::vector<std::string> before;  // text in front of each cell
    for (const Column& column : block) {
      cells.emplace_back(column.data, json_);
      before.push_back(lead(column.name, before.empty()));
    }
    if (!json_ && !has_header_) {
      if (auto header = write_header(block); !header) return header;
    }
    const std::size_t rows = length_of(block.front().data);
    const std::size_t pieces = (rows + kRowsPerPiece - 1) / kRowsPerPiece;
    std::vector<std::string> texts(2 * num_threads());
    Result<void> result;
    std::size_t next = 0;
    std::vector<std::size_t> piece_of(texts.size());
    ordered_pipeline(texts.size(), {.read =
                                        [&](std::size_t slot) {
                                          piece_of[slot] = next;
                                          return next++ < pieces;
                                        },
                                    .work =
                                        [&](std::size_t slot) {
                                          const std::size_t begin = piece_of[slot] * kRowsPerPiece;
                                          format(cells, before, texts[slot], begin,
                                                 std::min(rows, begin + kRowsPerPiece));
                                        },
                                    .take =
                                        [&](std::size_t slot) {
                                          if (result) result = put(texts[slot]);
                                        }});
    return result;
  }

  Result<void> finish() override {
    const auto status = out_->Close();
    if (!status.ok()) return write_error(status);
    return {};
  }

 private:
  [[nodiscard]] std::string lead(const std::string& name, bool first) const {
    if (!json_) return first ? "" : ",";
    std::string text = first ? "{" : ",";
    append_json_text(text, name);
    return text + ":";
  }
  Result<void> write_header(const std::vector<Column>& block) {
    has_header_ = true;
    std::string text;
    for (const Column& column : block) {
      if (!text.empty()) text += ',';
      append_csv_text(text, column.name);
    }
    return put(text + "\n");
  }
  void format(const std::vector<CellWriter>& cells, const std::vector<std::string>& before,
              std::string& text, std::size_t begin, std::size_t end) const {
    text.clear();
    for (std::size_t row = begin; row < end; ++row) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        text += before[i];
        cells[i].append(text, row);
      }
      text += json_ ? "}\n" : "\n";
    }
  }
  Result<void> put(const std::string& text) {
    const auto status = out_->Write(text.data(), static_cast<std::int64_t>(text.size()));
    if (!status.ok()) return write_error(status);
    return {};
  }

  OutputStream out_;
  bool json_;
  bool has_header_ = false;
};
}  // namespace

std::unique_ptr<TableEncoder> make_text_encoder(OutputStream out, TableFormat format) {
  return std::make_unique<TextEncoder>(std::move(out), format == TableFormat::kJsonLines);
}
}  // namespace foretell

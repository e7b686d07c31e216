#include "apps/report/json_writer.hpp"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace foretell::report {
namespace {
/// JSON of a string: ASCII only, and with "<" escaped too. Bytes that are no UTF-8 become U+FFFD.
std::string quoted(std::string_view value) {
  using nlohmann::json;
  std::string text = json(value).dump(-1, ' ', true, json::error_handler_t::replace);
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at)) {
    text.replace(at, 1, "\\u003c");
  }
  return text;
}
}  // namespace

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonWriter::key(std::string_view name) {
  text(name);
  out_ += ':';
  first_ = true;
}

void JsonWriter::text(std::string_view value) {
  separate();
  out_ += quoted(value);
}

void JsonWriter::integer(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
}

void JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

void JsonWriter::number(double value, int digits) {
  separate();
  if (!std::isfinite(value)) {
    out_ += "null";
    return;
  }
  char buffer[32];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, digits);
  out_.append(buffer, end.ptr);
}

void JsonWriter::numbers(std::span<const double> values, int digits) {
  open('[');
  for (const double value : values) number(value, digits);
  close(']');
}
}  // namespace foretell::report

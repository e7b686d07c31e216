#include "apps/report/json_parts.hpp"

namespace foretell::report {
void write(JsonWriter& json, std::string_view key, std::string_view value) {
  json.key(key);
  json.text(value);
}

void write(JsonWriter& json, std::string_view key, std::span<const double> values, int digits) {
  json.key(key);
  json.numbers(values, digits);
}

void write(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key);
  json.open('[');
  for (const auto& text : texts) json.text(text);
  json.close(']');
}

void write(JsonWriter& json, std::string_view key, const std::vector<NamedText>& pairs) {
  json.key(key);
  json.open('[');
  for (const auto& [name, value] : pairs) {
    json.open('[');
    json.text(name);
    json.text(value);
    json.close(']');
  }
  json.close(']');
}

void write(JsonWriter& json, std::string_view key, const std::vector<NamedNumber>& pairs) {
  json.key(key);
  json.open('[');
  for (const auto& [name, value] : pairs) {
    json.open('[');
    json.text(name);
    json.number(value, kComputed);
    json.close(']');
  }
  json.close(']');
}

void write(JsonWriter& json, std::string_view key, const std::vector<std::vector<double>>& rows) {
  json.key(key);
  json.open('[');
  for (const auto& row : rows) json.numbers(row, kComputed);
  json.close(']');
}

void write_integer(JsonWriter& json, std::string_view key, std::int64_t value) {
  json.key(key);
  json.integer(value);
}

void write_times(JsonWriter& json, const std::vector<TimeSpan>& spans,
                 const std::function<std::string(std::int64_t)>& time_text) {
  json.key("times");
  json.open('[');
  for (const auto& [first, end] : spans) {
    json.open('{');
    write_integer(json, "first", first);
    json.key("text");
    json.open('[');
    for (std::int64_t ordinal = first; ordinal < end; ++ordinal) {
      json.text(time_text ? time_text(ordinal) : std::to_string(ordinal));
    }
    json.close(']');
    json.close('}');
  }
  json.close(']');
}
}  // namespace foretell::report

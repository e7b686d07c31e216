#include "apps/report/json_parts.hpp"

#include <limits>

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

void write_number(JsonWriter& json, std::string_view key, double value) {
  json.key(key);
  json.number(value, kComputed);
}

void write_number(JsonWriter& json, std::string_view key, std::optional<double> value) {
  write_number(json, key, value.value_or(std::numeric_limits<double>::quiet_NaN()));
}

void write_times(JsonWriter& json, const std::vector<TimeSpan>& spans,
                 const std::function<std::string(std::int64_t)>& time_text) {
  write_objects(json, "times", spans, [&](JsonWriter&, const TimeSpan& span) {
    write_integer(json, "first", span.first);
    json.key("text");
    json.open('[');
    for (std::int64_t ordinal = span.first; ordinal < span.end; ++ordinal) {
      json.text(time_text ? time_text(ordinal) : std::to_string(ordinal));
    }
    json.close(']');
  });
}
}  // namespace foretell::report

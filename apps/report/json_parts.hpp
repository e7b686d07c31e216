#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/report/json_writer.hpp"
#include "apps/report/report.hpp"
#include "apps/report/time_spans.hpp"

namespace foretell::report {
inline constexpr int kObserved = 8;  ///< significant digits of observations
inline constexpr int kComputed = 6;  ///< significant digits of everything else

/// What the data of all pages are made of: a key with its value.
void write(JsonWriter& json, std::string_view key, std::string_view value);
void write(JsonWriter& json, std::string_view key, std::span<const double> values,
           int digits = kComputed);
void write(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts);
void write(JsonWriter& json, std::string_view key, const std::vector<NamedText>& pairs);
void write(JsonWriter& json, std::string_view key, const std::vector<NamedNumber>& pairs);
void write(JsonWriter& json, std::string_view key, const std::vector<std::vector<double>>& rows);
void write_integer(JsonWriter& json, std::string_view key, std::int64_t value);
/// A computed number; null where there is none.
void write_number(JsonWriter& json, std::string_view key, double value);
void write_number(JsonWriter& json, std::string_view key, std::optional<double> value);

template <class Integer>
void write_integers(JsonWriter& json, std::string_view key, const std::vector<Integer>& values) {
  json.key(key);
  json.open('[');
  for (const Integer value : values) json.integer(static_cast<std::int64_t>(value));
  json.close(']');
}

/// What the data of every page begin with: format, kind, title, created, command, note, facts.
template <class Data>
void write_head(JsonWriter& json, std::string_view kind, const Data& data) {
  write_integer(json, "format", 1);
  write(json, "kind", kind);
  write(json, "title", data.title);
  write(json, "created", data.created);
  write(json, "command", data.command);
  write(json, "note", data.note);
  write(json, "facts", data.facts);
}

/// A list of objects under a key; `write_one(json, object)` writes the members of one.
template <class T, class WriteOne>
void write_objects(JsonWriter& json, std::string_view key, const std::vector<T>& objects,
                   WriteOne write_one) {
  json.key(key);
  json.open('[');
  for (const T& object : objects) {
    json.open('{');
    write_one(json, object);
    json.close('}');
  }
  json.close(']');
}

/// [{first, text}] under "times"; `time_text` may be empty: then the ordinals themselves.
void write_times(JsonWriter& json, const std::vector<TimeSpan>& spans,
                 const std::function<std::string(std::int64_t)>& time_text);
}  // namespace foretell::report

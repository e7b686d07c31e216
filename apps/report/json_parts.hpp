#pragma once
#include <functional>
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

/// [{first, text}] under "times"; `time_text` may be empty: then the ordinals themselves.
void write_times(JsonWriter& json, const std::vector<TimeSpan>& spans,
                 const std::function<std::string(std::int64_t)>& time_text);
}  // namespace foretell::report

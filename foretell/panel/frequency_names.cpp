#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "foretell/base/nearest_name.hpp"
#include "foretell/panel/frequency.hpp"

namespace foretell {
namespace {
using Unit = Frequency::Unit;

struct Name {
  std::string_view text;
  Frequency frequency;
};

constexpr int kAny = kAnyAnchor;
// The first name of a frequency is the one that to_string writes.
constexpr std::array kNames{
    Name{"Y", {Unit::kYear, 1, kAny}},
    Name{"YS", {Unit::kYear, 1, 1}},
    Name{"YE", {Unit::kYear, 1, 12, true}},
    Name{"Q", {Unit::kQuarter, 1, kAny}},
    Name{"QS", {Unit::kQuarter, 1, 1}},
    Name{"QE", {Unit::kQuarter, 1, 1, true}},
    Name{"M", {Unit::kMonth, 1, kAny}},
    Name{"MS", {Unit::kMonth}},
    Name{"ME", {Unit::kMonth, 1, 0, true}},
    Name{"W", {Unit::kWeek, 1, kAny}},
    Name{"D", {Unit::kDay}},
    Name{"B", {Unit::kBusinessDay}},
    Name{"h", {Unit::kHour}},
    Name{"min", {Unit::kMinute}},
    Name{"s", {Unit::kSecond}},
    Name{"A", {Unit::kYear, 1, kAny}},
    Name{"AS", {Unit::kYear, 1, 1}},
    Name{"T", {Unit::kMinute}},
    Name{"yearly", {Unit::kYear, 1, kAny}},
    Name{"annual", {Unit::kYear, 1, kAny}},
    Name{"quarterly", {Unit::kQuarter, 1, kAny}},
    Name{"monthly", {Unit::kMonth, 1, kAny}},
    Name{"weekly", {Unit::kWeek, 1, kAny}},
    Name{"daily", {Unit::kDay}},
    Name{"business", {Unit::kBusinessDay}},
    Name{"hourly", {Unit::kHour}},
    Name{"minutely", {Unit::kMinute}},
    Name{"secondly", {Unit::kSecond}},
    Name{"integer", {Unit::kInteger}},
};
constexpr std::array<std::string_view, 12> kMonths{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                   "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<std::string_view, 7> kWeekdays{"SUN", "MON", "TUE", "WED",
                                                    "THU", "FRI", "SAT"};

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

std::optional<Frequency> find_name(std::string_view text) {
  for (const Name& name : kNames) {
    if (name.text == text) return name.frequency;
  }
  if (text == "m") return std::nullopt;  // month or minute: ask
  for (const Name& name : kNames) {
    if (upper(name.text) == upper(text)) return name.frequency;
  }
  return std::nullopt;
}

template <std::size_t size>
std::optional<int> index_of(const std::array<std::string_view, size>& words,
                            std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), upper(word));
  if (found == words.end()) return std::nullopt;
  return static_cast<int>(found - words.begin());
}

// Reads what follows the dash: APR of YS-APR, SUN of W-SUN, 15 of MS-15.
bool set_anchor(Frequency& frequency, std::string_view word) {
  if (frequency.unit == Unit::kWeek) {
    const auto day = index_of(kWeekdays, word);
    frequency.anchor = day.value_or(0);
    return day.has_value();
  }
  if (frequency.unit == Unit::kMonth && frequency.anchor == 0 && !frequency.at_end) {
    const auto [end, error] =
        std::from_chars(word.data(), word.data() + word.size(), frequency.anchor);
    return error == std::errc{} && end == word.data() + word.size() && frequency.anchor >= 2 &&
           frequency.anchor <= 28;
  }
  const auto month = index_of(kMonths, word);
  if (!month || frequency.anchor == kAny) return false;
  frequency.anchor = *month + 1;
  if (frequency.unit == Unit::kYear) return true;
  frequency.anchor = (*month + (frequency.at_end ? 1 : 0)) % 3 + 1;
  return frequency.unit == Unit::kQuarter;
}

tl::unexpected<Error> unknown(std::string_view text) {
  if (text == "m") {
    return fail(ErrorCode::kUnknownName,
                "unknown frequency 'm'; did you mean 'M' (months) or 'min' (minutes)?");
  }
  std::vector<std::string> names;
  names.reserve(std::size(kNames));
  for (const Name& name : kNames) names.emplace_back(name.text);
  return fail(ErrorCode::kUnknownName,
              fmt::format("unknown frequency '{}'{} (for example MS, W-SUN, D, 30min, or 1 for "
                          "integers)",
                          text, did_you_mean(text, names)));
}

std::string anchor_text(const Frequency& frequency) {
  const int anchor = frequency.anchor;
  if (anchor == kAny) return "";
  switch (frequency.unit) {
    case Unit::kYear:
      if (anchor == (frequency.at_end ? 12 : 1)) return "";
      return fmt::format("-{}", kMonths[static_cast<std::size_t>(anchor - 1)]);
    case Unit::kQuarter:
      if (anchor == 1) return "";
      return fmt::format("-{}",
                         kMonths[static_cast<std::size_t>(anchor - (frequency.at_end ? 2 : 1))]);
    case Unit::kMonth:
      return anchor > 1 ? fmt::format("-{}", anchor) : "";
    case Unit::kWeek:
      return fmt::format("-{}", kWeekdays[static_cast<std::size_t>(anchor)]);
    default:
      return "";
  }
}

std::string_view unit_name(const Frequency& frequency) {
  const bool any = frequency.anchor == kAny;
  for (const Name& name : kNames) {
    if (name.frequency.unit != frequency.unit) continue;
    const bool any_too = frequency.unit == Unit::kWeek || (name.frequency.anchor == kAny) == any;
    if (any_too && name.frequency.at_end == frequency.at_end) return name.text;
  }
  return "";
}
}  // namespace

Result<Frequency> parse_frequency(std::string_view text) {
  std::int64_t multiple = 1;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, multiple);
  const bool counted = error == std::errc{};
  if (counted && (multiple < 1 || multiple > 1'000'000'000)) return unknown(text);
  const std::string_view name(rest, static_cast<std::size_t>(end - rest));
  if (name.empty() && counted) return Frequency{.unit = Unit::kInteger, .multiple = multiple};
  const std::size_t dash = name.find('-');
  auto found = find_name(name.substr(0, dash));
  if (!found) return unknown(text);
  if (dash != std::string_view::npos && !set_anchor(*found, name.substr(dash + 1))) {
    return unknown(text);
  }
  found->multiple = multiple;
  return *found;
}

std::string to_string(const Frequency& frequency) {
  if (frequency.unit == Unit::kInteger) return std::to_string(frequency.multiple);
  const std::string count = frequency.multiple == 1 ? "" : std::to_string(frequency.multiple);
  return fmt::format("{}{}{}", count, unit_name(frequency), anchor_text(frequency));
}
}  // namespace foretell

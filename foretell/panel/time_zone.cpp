#include "foretell/panel/time_zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <optional>
#include <stdexcept>
#include <vector>

#include "foretell/base/nearest_name.hpp"

namespace foretell {
namespace {
using Seconds = std::chrono::seconds;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
int two_digits(std::string_view text) {
  return 10 * (text[0] - '0') + (text[1] - '0');
}

std::optional<std::int64_t> fixed_offset(std::string_view name) {
  if (name == "UTC" || name == "Z" || name == "GMT") return 0;
  const bool shaped = name.size() == 6 && (name[0] == '+' || name[0] == '-') && name[3] == ':';
  if (!shaped) return std::nullopt;
  for (const std::size_t i : {1U, 2U, 4U, 5U}) {
    if (!is_digit(name[i])) return std::nullopt;
  }
  const std::int64_t seconds = 3600 * two_digits(name.substr(1)) + 60 * two_digits(name.substr(4));
  return name[0] == '-' ? -seconds : seconds;
}

tl::unexpected<Error> unknown_zone(std::string_view name) {
  std::string hint = "; the system has no time zone database (Debian: install tzdata)";
  try {
    std::vector<std::string> names;
    for (const auto& zone : date::get_tzdb().zones) names.push_back(zone.name());
    if (!names.empty()) hint = did_you_mean(name, names);
  } catch (const std::runtime_error&) {  // no database: the hint above says so
  }
  return fail(ErrorCode::kUnknownName, fmt::format("unknown time zone '{}'{}", name, hint));
}
}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
  TimeZone result;
  if (const auto offset = fixed_offset(name)) {
    result.fixed_ = *offset;
    return result;
  }
  try {
    result.zone_ = date::locate_zone(std::string(name));
  } catch (const std::runtime_error&) {
    return unknown_zone(name);
  }
  return result;
}

std::int64_t TimeZone::offset(std::int64_t utc) const {
  if (zone_ == nullptr) return fixed_;
  return zone_->get_info(date::sys_seconds(Seconds(utc))).offset.count();
}

TimeZone::Instants TimeZone::instants(std::int64_t local) const {
  if (zone_ == nullptr) return {1, local - fixed_, local - fixed_};
  const auto info = zone_->get_info(date::local_seconds(Seconds(local)));
  if (info.result == date::local_info::nonexistent) {
    const std::int64_t change = info.second.begin.time_since_epoch().count();
    return {0, change, change};
  }
  const std::int64_t first = local - info.first.offset.count();
  if (info.result == date::local_info::unique) return {1, first, first};
  return {2, first, local - info.second.offset.count()};
}

std::string offset_text(std::int64_t seconds) {
  if (seconds == 0) return "Z";
  const std::int64_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
  return fmt::format("{}{:02}:{:02}", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}
}  // namespace foretell

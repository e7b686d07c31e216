#include "foretell/diagnose/period_name.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace foretell {
namespace {
using Unit = Frequency::Unit;
constexpr double kDay = 86400, kYear = 365.25 * kDay;

// Seconds of one unit; of a business day, a fifth of a week; 0 where it has none.
double seconds_of(Unit unit) {
  switch (unit) {
    case Unit::kYear:
      return kYear;
    case Unit::kQuarter:
      return kYear / 4;
    case Unit::kMonth:
      return kYear / 12;
    case Unit::kWeek:
      return 7 * kDay;
    case Unit::kDay:
      return kDay;
    case Unit::kBusinessDay:
      return 7 * kDay / 5;
    case Unit::kHour:
      return 3600;
    case Unit::kMinute:
      return 60;
    case Unit::kSecond:
      return 1;
    case Unit::kInteger:
      return 0;
  }
  return 0;
}
}  // namespace

std::string period_name(const Frequency& frequency, std::size_t period) {
  constexpr std::array<std::pair<double, const char*>, 6> kNames{{{3600, "hourly"},
                                                                  {kDay, "daily"},
                                                                  {7 * kDay, "weekly"},
                                                                  {kYear / 12, "monthly"},
                                                                  {kYear / 4, "quarterly"},
                                                                  {kYear, "yearly"}}};
  const double length = seconds_of(frequency.unit) * static_cast<double>(frequency.multiple) *
                        static_cast<double>(period);
  for (const auto& [seconds, name] : kNames) {
    if (length > 0 && std::abs(length / seconds - 1) < 0.01) return name;
  }
  return {};
}
}  // namespace foretell

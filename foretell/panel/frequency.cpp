#include "foretell/panel/frequency.hpp"

#include <fmt/format.h>

#include <array>

namespace foretell {
namespace {
using Unit = Frequency::Unit;
constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};
constexpr std::array<const char*, 7> kWeekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};

std::string unit_word(const Frequency& frequency) {
  constexpr std::array<const char*, 10> kWords{"integer", "year",  "quarter",      "month",
                                               "week",    "day",   "business day", "hour",
                                               "minute",  "second"};
  return kWords[static_cast<std::size_t>(frequency.unit)];
}

std::string regular_word(Unit unit) {
  constexpr std::array<const char*, 10> kWords{
      "consecutive integers", "yearly", "quarterly",    "monthly",     "weekly", "daily",
      "business days",        "hourly", "every minute", "every second"};
  return kWords[static_cast<std::size_t>(unit)];
}

std::string place_in_year(const Frequency& frequency) {
  const int plain = frequency.at_end ? 12 : 1;
  if (frequency.anchor == plain || frequency.anchor < 1) {
    return frequency.at_end ? ", at year's end" : "";
  }
  return fmt::format(", at the {} of {}", frequency.at_end ? "end" : "start",
                     kMonths[static_cast<std::size_t>(frequency.anchor - 1)]);
}

std::string place(const Frequency& frequency) {
  switch (frequency.unit) {
    case Unit::kYear:
      return place_in_year(frequency);
    case Unit::kQuarter: {
      std::string end = frequency.at_end ? ", at quarter's end" : "";
      if (frequency.anchor <= 1) return end;
      return fmt::format("{}, quarters from {}", end,
                         kMonths[static_cast<std::size_t>(frequency.anchor - 1)]);
    }
    case Unit::kMonth:
      if (frequency.anchor > 1) return fmt::format(" on day {}", frequency.anchor);
      return frequency.at_end ? ", at month's end" : "";
    case Unit::kWeek:
      if (frequency.anchor < 0) return "";
      return fmt::format(" on {}", kWeekdays[static_cast<std::size_t>(frequency.anchor)]);
    default:
      return "";
  }
}

// Steps in a cycle of `length` units; 0 where the step does not divide it.
std::size_t steps(std::int64_t length, const Frequency& frequency) {
  if (length % frequency.multiple != 0) return 0;
  return static_cast<std::size_t>(length / frequency.multiple);
}

std::vector<std::size_t> cycles(const Frequency& frequency) {
  switch (frequency.unit) {
    case Unit::kQuarter:
      return {steps(4, frequency)};
    case Unit::kMonth:
      return {steps(12, frequency)};
    case Unit::kWeek:
      return {steps(52, frequency)};
    case Unit::kDay:
      return {steps(7, frequency)};
    case Unit::kBusinessDay:
      return {steps(5, frequency)};
    case Unit::kHour:
      return {steps(24, frequency), steps(168, frequency)};
    case Unit::kMinute:
      return {steps(1440, frequency), steps(10080, frequency)};
    default:
      return {};
  }
}
}  // namespace

std::string describe(const Frequency& frequency) {
  if (frequency.multiple == 1) return regular_word(frequency.unit) + place(frequency);
  return fmt::format("every {} {}s{}", frequency.multiple, unit_word(frequency), place(frequency));
}

std::vector<std::size_t> usual_periods(const Frequency& frequency) {
  std::vector<std::size_t> periods = cycles(frequency);
  std::erase_if(periods, [](std::size_t period) { return period < 2; });
  return periods;
}
}  // namespace foretell

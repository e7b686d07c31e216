#pragma once
#include <cstddef>
#include <string>

#include "foretell/panel/frequency.hpp"

namespace foretell {
/// A season in the words of the calendar: "hourly", "daily", "weekly", "monthly", "quarterly",
/// "yearly" where the period is one at this frequency (a year within 1 %), else empty.
[[nodiscard]] std::string period_name(const Frequency& frequency, std::size_t period);
}  // namespace foretell

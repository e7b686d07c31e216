#include "apps/calls/table_call.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace foretell::calls {
Result<TableLayout> TableCall::resolved() const {
  TableLayout result = layout;
  if (!frequency.empty()) {
    auto parsed = parse_frequency(frequency);
    if (!parsed) return fail(std::move(parsed.error()));
    result.frequency = *parsed;
  }
  for (const std::size_t period : season) {
    if (period == 0 || period > 1000000) {
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("--season {} must lie between 1 and 1000000", period));
    }
    if (period > 1) result.periods.push_back(period);
  }
  // "--season 1" says that there is no season, which an empty list would leave to the frequency.
  if (!season.empty() && result.periods.empty()) result.periods.push_back(1);
  std::sort(result.periods.begin(), result.periods.end());
  return result;
}
}  // namespace foretell::calls

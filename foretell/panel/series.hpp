#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "foretell/panel/regressors.hpp"

namespace foretell {
/// A regular time series as models see it. Owns nothing: the panel (or the caller) keeps the
/// memory.
///   Shapes  values [n], oldest first, one per step of the frequency; NaN is a missing value
///   Units   periods in observations per cycle, ascending (hourly data: 24, 168)
struct Series {
  std::string_view id{};
  std::span<const double> values{};
  std::span<const std::size_t> periods{};  ///< empty: no season
  std::int64_t start = 0;                  ///< ordinal of values[0] in its frequency
  Regressors regressors{};  ///< row t belongs to values[t]; rows from n on are known ahead

  [[nodiscard]] std::size_t size() const { return values.size(); }
  /// The shortest season, or 1 where there is none.
  [[nodiscard]] std::size_t period() const { return periods.empty() ? 1 : periods.front(); }
  /// The same series without its observations from `end` on.
  [[nodiscard]] Series until(std::size_t end) const {
    return {id, values.first(end), periods, start, regressors};
  }
  /// The same series without its first `begin` observations.
  [[nodiscard]] Series since(std::size_t begin) const {
    return {id, values.subspan(begin), periods, start + static_cast<std::int64_t>(begin),
            regressors.from(begin)};
  }
  /// The regressors of the steps after the last observation.
  [[nodiscard]] Regressors future() const { return regressors.from(size()); }
};
}  // namespace foretell

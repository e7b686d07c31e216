#include "foretell/diagnose/season_candidates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace foretell {
namespace {
TEST(SeasonCandidates, HoldThePeriodAndItsParts) {
  std::vector<double> x(600);
  for (std::size_t t = 0; t < x.size(); ++t) {
    x[t] = std::sin(2 * 3.14159265 * static_cast<double>(t) / 24) +
           0.1 * static_cast<double>(t * t % 7);
  }
  const auto candidates = season_candidates(x, 200, 6);
  const auto holds = [&](std::size_t m) {
    return std::any_of(candidates.begin(), candidates.end(),
                       [m](const auto& c) { return c.period == m; });
  };
  EXPECT_TRUE(holds(24));
  EXPECT_TRUE(holds(12));
  EXPECT_TRUE(std::all_of(candidates.begin(), candidates.end(),
                          [](const auto& c) { return c.period >= 2 && c.period <= 200; }));
}
}  // namespace
}  // namespace foretell

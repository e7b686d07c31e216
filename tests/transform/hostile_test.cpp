// Whatever the values, a transform is refused or gives numbers where it promises them.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "foretell/base/rng.hpp"
#include "foretell/transform/fill_gaps.hpp"
#include "foretell/transform/regular_grid.hpp"
#include "tests/transform/dates.hpp"

namespace foretell {
namespace {
constexpr std::array<double, 9> kValues{
    std::numeric_limits<double>::quiet_NaN(), 0, 1, -1, 2, 1e308, -1e308, 1e-308,
    std::numeric_limits<double>::infinity()};

std::vector<double> hostile(Rng& rng) {
  std::vector<double> y(rng.below(25));
  const std::uint32_t first = rng.below(6), kinds = 1 + rng.below(3);
  for (double& value : y) {
    value = kValues[std::min<std::size_t>(first + rng.below(kinds), 8)];
    if (rng.below(4) == 0) value = kValues[0];
  }
  return y;
}

TEST(Hostile, GapsAreFilledWithNumbersOrRefused) {
  Rng rng(31);
  std::size_t filled_series = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto y = hostile(rng);
    const FillOptions options{.rule = static_cast<FillRule>(rng.below(6)),
                              .ends = rng.below(2) == 0,
                              .periods = {rng.below(8)}};
    const auto filled = fill_gaps(y, options);
    if (!filled) continue;
    filled_series += 1;
    std::size_t missing = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
      missing += std::isnan(filled->values[t]) ? 1 : 0;
      ASSERT_TRUE(std::isnan(y[t]) || std::isinf(y[t]) || filled->values[t] == y[t]);
    }
    ASSERT_EQ(missing, filled->left_ends + filled->left_long)
        << testing::PrintToString(y) << " rule " << static_cast<int>(options.rule);
  }
  EXPECT_GT(filled_series, 1000);
}

TEST(Hostile, GridsHoldWhatWasObservedOrAreRefused) {
  Rng rng(33);
  for (int i = 0; i < 3000; ++i) {
    const auto y = hostile(rng);
    std::vector<std::int64_t> stamps(y.size());
    for (auto& stamp : stamps) stamp = static_cast<std::int64_t>(rng.below(4'000'000)) - 2'000'000;
    const auto rule = static_cast<GridRule>(rng.below(3));
    const char* names[] = {"h", "D", "B", "W-SUN", "ME", "7"};
    const auto grid = to_regular_grid(stamps, y, dates::frequency(names[rng.below(6)]),
                                      {.rule = rule, .tolerance = rng.below(100000)});
    if (!grid) continue;
    ASSERT_FALSE(grid->series.values.empty());
    if (rule == GridRule::kLinear) continue;
    std::size_t held = 0;
    for (const double value : grid->series.values) held += std::isnan(value) ? 0 : 1;
    ASSERT_EQ(held + grid->merged + grid->left_out, y.size());
  }
}
}  // namespace
}  // namespace foretell

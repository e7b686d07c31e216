// Whatever the values, a decomposition is refused or has numbers where it promises them.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "foretell/base/rng.hpp"
#include "foretell/decompose/classical.hpp"
#include "foretell/decompose/mstl.hpp"

namespace foretell {
namespace {
constexpr std::array<double, 9> kValues{
    std::numeric_limits<double>::quiet_NaN(), 0, 1, -1, 2, 1e308, -1e308, 1e-308,
    std::numeric_limits<double>::infinity()};

// Series of length 0 to 30 of few kinds of values, infinities being rare.
std::vector<double> hostile(Rng& rng) {
  std::vector<double> y(rng.below(31));
  const std::uint32_t first = rng.below(6), kinds = 1 + rng.below(3);
  for (double& value : y) value = kValues[std::min<std::size_t>(first + rng.below(kinds), 8)];
  return y;
}

void expect_numbers(const Result<Decomposition>& parts, std::span<const double> y, bool ends) {
  if (!parts) {
    EXPECT_FALSE(parts.error().message.empty());
    return;
  }
  EXPECT_EQ(parts->trend.size(), y.size());
  for (const auto& season : parts->seasons) {
    for (const double value : season) ASSERT_TRUE(std::isfinite(value));
  }
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (ends) continue;
    ASSERT_TRUE(std::isfinite(parts->trend[t]));
    ASSERT_EQ(std::isnan(parts->remainder[t]), std::isnan(y[t]));
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const double strength = season_strength(*parts, i);
    ASSERT_TRUE(strength >= 0 && strength <= 1);
  }
  ASSERT_TRUE(trend_strength(*parts) >= 0 && trend_strength(*parts) <= 1);
}

TEST(Hostile, SeriesAreRefusedOrDecomposedIntoNumbers) {
  Rng rng(21);
  std::size_t decomposed = 0;
  for (int i = 0; i < 20000; ++i) {
    const auto y = hostile(rng);
    const std::size_t period = rng.below(9);
    const auto composition = static_cast<CompositionOption>(rng.below(3));
    const auto stl = Stl{.period = period, .robust = i % 2 == 0}.decompose(y);
    decomposed += stl ? 1 : 0;
    expect_numbers(stl, y, false);
    expect_numbers(Mstl{.periods = {period, 3, 7}, .composition = composition}.decompose(y), y,
                   false);
    expect_numbers(Classical{.period = period, .composition = composition}.decompose(y), y, true);
    if (testing::Test::HasFatalFailure()) {
      FAIL() << testing::PrintToString(y) << " period " << period << " case " << i;
    }
  }
  EXPECT_GT(decomposed, 1000);
}
}  // namespace
}  // namespace foretell

// Series that follow a rule exactly, up to rounding: statistics would be ratios of rounding errors.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "foretell/diagnose/augmented_dickey_fuller.hpp"
#include "foretell/diagnose/canova_hansen.hpp"
#include "foretell/diagnose/kpss.hpp"
#include "foretell/diagnose/num_differences.hpp"
#include "foretell/diagnose/ocsb.hpp"
#include "foretell/diagnose/phillips_perron.hpp"
#include "foretell/diagnose/sampling_advice.hpp"
#include "foretell/diagnose/season_detection.hpp"

namespace foretell {
namespace {
std::vector<double> line() {
  std::vector<double> y(60);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 0.1 + 0.7 * static_cast<double>(t);
  return y;
}

std::vector<double> season() {
  std::vector<double> y(60);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = std::sin(0.1 + static_cast<double>(t % 4));
  return y;
}

TEST(ExactSeries, AreRefusedWhereAStatisticWouldBeRounding) {
  EXPECT_FALSE(Kpss{.part = Deterministic::kTrend}.test(line()));
  EXPECT_FALSE(AugmentedDickeyFuller{.part = Deterministic::kTrend}.test(line()));
  EXPECT_FALSE(AugmentedDickeyFuller{}.test(line()));
  EXPECT_FALSE(PhillipsPerron{.part = Deterministic::kTrend}.test(line()));
  EXPECT_FALSE(PhillipsPerron{}.test(line()));
  EXPECT_FALSE(sampling_advice(line()));
  EXPECT_FALSE(CanovaHansen{.period = 4}.test(season()));
  EXPECT_FALSE(Ocsb{.period = 4}.test(season()));
}

TEST(ExactSeries, HaveTheirSeasonAndNoOther) {
  EXPECT_TRUE(detect_seasons(line())->seasons.empty());
  EXPECT_EQ(detect_seasons(season())->periods(), std::vector<std::size_t>{4});
  EXPECT_EQ(num_differences(line()), 1U);
}
}  // namespace
}  // namespace foretell

#include "foretell/diagnose/feature.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace foretell {
namespace {
TEST(Feature, EachHasANameOfItsOwnAndWords) {
  std::set<std::string_view> names;
  for (std::size_t f = 0; f < kNumFeatures; ++f) {
    const auto feature = static_cast<Feature>(f);
    EXPECT_TRUE(names.insert(name_of(feature)).second) << name_of(feature);
    EXPECT_FALSE(describe(feature).empty());
  }
  EXPECT_EQ(name_of(Feature::kChangePoints), "change_points");
  EXPECT_EQ(name_of(Feature::kKpssP), "kpss_p");
}

TEST(Feature, IsMissingUntilItIsComputed) {
  Features features;
  EXPECT_TRUE(std::isnan(features[Feature::kMean]));
  features[Feature::kMean] = 2;
  EXPECT_EQ(features[Feature::kMean], 2);
}
}  // namespace
}  // namespace foretell

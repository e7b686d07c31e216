#include "foretell/models/smoothing/ets_region.hpp"

#include <gtest/gtest.h>

#include "ets_testing.hpp"

namespace foretell::ets {
namespace {
TEST(EtsRegion, WhatAFormDoesNotHaveIsHeld) {
  const auto bounds = search_bounds(form_of("ANN"), kSeason, {});
  for (const std::size_t i : {kBetaRatio, kGammaRatio, kPhi, kTrend}) {
    EXPECT_EQ(bounds.lower[i], bounds.upper[i]);
  }
  EXPECT_LT(bounds.lower[kAlpha], bounds.upper[kAlpha]);
}

TEST(EtsRegion, WhatIsGivenIsHeld) {
  const auto bounds = search_bounds(form_of("AAdA"), kSeason + 4, {.alpha = 0.3, .phi = 0.9});
  EXPECT_EQ(bounds.lower[kAlpha], 0.3);
  EXPECT_EQ(bounds.upper[kAlpha], 0.3);
  EXPECT_EQ(bounds.lower[kPhi], 0.9);
}

TEST(EtsRegion, StartsLieInsideTheBounds) {
  for (const auto& form : all_forms()) {
    for (const double ratio : {0.1, 1.0}) {
      const auto bounds = search_bounds(form, kSeason, {.max_beta_ratio = ratio});
      const auto starts = starting_weights(form, bounds);
      EXPECT_FALSE(starts.empty());
      for (const auto& start : starts) {
        for (std::size_t i = 0; i < start.size(); ++i) {
          EXPECT_GE(start[i], bounds.lower[i]);
          EXPECT_LE(start[i], bounds.upper[i]);
        }
      }
    }
  }
}
}  // namespace
}  // namespace foretell::ets

#include "foretell/models/fit_options.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
TEST(InformationCriteria, FollowTheirFormulas) {
  const InformationCriteria criteria{-100, 3, 20};
  EXPECT_DOUBLE_EQ(criteria.aic(), 206);
  EXPECT_DOUBLE_EQ(criteria.aicc(), 206 + 24.0 / 16);
  EXPECT_DOUBLE_EQ(criteria.bic(), 200 + 3 * std::log(20));
}

TEST(InformationCriteria, AModelWithAsManyParametersAsObservationsIsNeverChosen) {
  EXPECT_TRUE(std::isinf(InformationCriteria{-100, 3, 4}.aicc()));
  EXPECT_TRUE(std::isinf(InformationCriteria{-100, 30, 4}.aicc()));
  EXPECT_TRUE(std::isfinite(InformationCriteria{-100, 3, 5}.aicc()));
}
}  // namespace
}  // namespace foretell

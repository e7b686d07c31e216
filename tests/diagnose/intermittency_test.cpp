#include "foretell/diagnose/intermittency.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace foretell {
namespace {
TEST(Intermittency, ClassifiesByIntervalAndVariation) {
  const std::vector<double> smooth{5, 6, 5, 4, 5, 6}, erratic{1, 9, 1, 1, 12, 1},
      intermittent{0, 5, 0, 0, 6, 0}, lumpy{0, 1, 0, 0, 12, 0, 1, 0, 0};
  EXPECT_EQ(intermittency(smooth)->demand, DemandClass::kSmooth);
  EXPECT_EQ(intermittency(erratic)->demand, DemandClass::kErratic);
  EXPECT_EQ(intermittency(intermittent)->demand, DemandClass::kIntermittent);
  EXPECT_EQ(intermittency(lumpy)->demand, DemandClass::kLumpy);
  EXPECT_EQ(name_of(intermittency(lumpy)->demand), "lumpy");
}

TEST(Intermittency, CountsObservedValuesOnly) {
  const std::vector<double> y{0, 4, std::numeric_limits<double>::quiet_NaN(), 0, 6};
  const auto answer = intermittency(y);
  EXPECT_EQ(answer->interval, 2);
  EXPECT_EQ(answer->share_of_zeros, 0.5);
  EXPECT_NEAR(answer->squared_variation, 0.04, 1e-15);
}

TEST(Intermittency, SaysWhyItHasNoClass) {
  EXPECT_EQ(intermittency(std::vector<double>(9, 0)).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(intermittency({}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(intermittency(std::vector<double>{1, -1}).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell

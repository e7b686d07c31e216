#include "foretell/transform/aggregate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/missing.hpp"

namespace foretell {
namespace {

TEST(Aggregate, TakesWhatIsObserved) {
  const std::vector<double> values{kMissing, 4, -1, kMissing, 6, kMissing};
  EXPECT_EQ(aggregate(values, AggregateRule::kSum), 9);
  EXPECT_EQ(aggregate(values, AggregateRule::kMean), 3);
  EXPECT_EQ(aggregate(values, AggregateRule::kFirst), 4);
  EXPECT_EQ(aggregate(values, AggregateRule::kLast), 6);
  EXPECT_EQ(aggregate(values, AggregateRule::kMin), -1);
  EXPECT_EQ(aggregate(values, AggregateRule::kMax), 6);
}

TEST(Aggregate, OfNothingIsMissing) {
  for (const auto rule : {AggregateRule::kSum, AggregateRule::kMean, AggregateRule::kLast}) {
    EXPECT_TRUE(std::isnan(aggregate({}, rule)));
    EXPECT_TRUE(std::isnan(aggregate(std::vector<double>{kMissing}, rule)));
  }
}
}  // namespace
}  // namespace foretell

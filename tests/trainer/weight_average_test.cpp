#include "foretell/trainer/weight_average.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(WeightAverage, OfPolyakIsTheMeanSinceItsStart) {
  Parameters<double> parameters;
  auto& w = parameters.add("w", 1, 1);
  WeightAverage<double> average(parameters, {.kind = AverageKind::kPolyak, .start = 1});
  for (const double value : {100.0, 1.0, 2.0, 6.0}) {
    w.value[0] = value;
    average.update();
  }
  average.swap();
  EXPECT_EQ(w.value[0], 3);
  average.swap();
  EXPECT_EQ(w.value[0], 6);
}

TEST(WeightAverage, FollowsWithAGrowingMemory) {
  Parameters<double> parameters;
  auto& w = parameters.add("w", 1, 1);
  WeightAverage<double> average(parameters, {.kind = AverageKind::kExponential, .decay = 0.5});
  w.value[0] = 1;
  average.update();
  w.value[0] = 2;
  average.update();  // memory 2/11
  average.swap();
  EXPECT_NEAR(w.value[0], 1 * 2.0 / 11 + 2 * 9.0 / 11, 1e-15);
}

TEST(WeightAverage, IsNothingUnlessAskedFor) {
  Parameters<float> parameters;
  auto& w = parameters.add("w", 1, 1);
  WeightAverage<float> average(parameters, {});
  w.value[0] = 1;
  average.update();
  EXPECT_FALSE(average.active());
  average.swap();
  EXPECT_EQ(w.value[0], 1);
  EXPECT_FALSE(AverageOptions{.decay = 1}.check());
}

TEST(WeightAverage, ContinuesFromAFileBitByBit) {
  const AverageOptions options{.kind = AverageKind::kExponential};
  Parameters<float> parameters;
  auto& w = parameters.add("w", 1, 2);
  WeightAverage<float> first(parameters, options), second(parameters, options);
  w.value = {1, 2};
  first.update();
  ModelFile file;
  first.save(file);
  ASSERT_TRUE(second.load(file));
  w.value = {3, 5};
  first.update();
  second.update();
  const auto last = w.value;
  first.swap();
  const auto averaged = w.value;
  w.value = last;
  second.swap();
  EXPECT_EQ(w.value, averaged);
  EXPECT_EQ(second.load({}).error().code, ErrorCode::kBadFile);
}
}  // namespace
}  // namespace foretell

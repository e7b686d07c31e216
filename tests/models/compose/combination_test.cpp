#include "foretell/models/compose/combination.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/models/baseline/drift.hpp"
#include "foretell/models/baseline/mean.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/baseline/window_average.hpp"

namespace foretell {
namespace {
using Weighting = Combination::Weighting;
const std::vector<double> kStraight{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};

AnyDefinition broken() {
  return {"broken", WindowAverage{.window = 0}};
}

TEST(Combination, MeanIsThatOfItsParts) {
  const Combination mean{.parts = {{"naive", Naive{}}, {"drift", Drift{}}}};
  const auto model = mean.fit({.values = kStraight});
  ASSERT_TRUE(model);
  EXPECT_DOUBLE_EQ(model->forecast(4, {}).mean()[3], (18 + 22) / 2.0);
  EXPECT_EQ(model->describe().name, "Mean of naive, drift");
}

TEST(Combination, WeightsFollowTheErrorsOfTheHoldout) {
  const Combination weighted{.parts = {{"mean", Mean{}}, {"drift", Drift{}}, {"naive", Naive{}}},
                             .weighting = Weighting::kWeighted};
  const auto model = weighted.fit({.values = kStraight});
  ASSERT_TRUE(model);
  EXPECT_GT(model->parts[1].weight, 0.99) << "the drift of a line is exact";
  EXPECT_GT(model->parts[2].weight, model->parts[0].weight);
  double total = 0;
  for (const auto& part : model->parts) total += part.weight;
  EXPECT_NEAR(total, 1, 1e-12);
}

TEST(Combination, PowerZeroGivesEqualWeights) {
  const Combination equal{.parts = {{"mean", Mean{}}, {"drift", Drift{}}},
                          .weighting = Weighting::kWeighted,
                          .power = 0};
  EXPECT_DOUBLE_EQ(equal.fit({.values = kStraight})->parts[0].weight, 0.5);
}

TEST(Combination, LeavesOutAndNamesAPartThatFails) {
  const Combination mean{.parts = {broken(), {"naive", Naive{}}}};
  const auto model = mean.fit({.values = kStraight});
  ASSERT_TRUE(model);
  EXPECT_EQ(model->forecast(1, {}).mean()[0], 18);
  EXPECT_EQ(model->describe().remark,
            "broken left out: window is 0, but has to be from 1 to 100000");
  const auto back = mean.restore(model->state());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->state(), model->state());
}

TEST(Combination, FailsWithTheFirstErrorIfEveryPartFails) {
  const auto model = Combination{.parts = {broken(), {"naive", Naive{}}}}.fit({});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ((Combination{}.fit({.values = kStraight}).error().text()),
            "a combination needs at least one model");
}

TEST(Combination, RefusesTheStateOfAnotherCombination) {
  const Combination one{.parts = {{"naive", Naive{}}}};
  const Combination two{.parts = {{"naive", Naive{}}, {"drift", Drift{}}}};
  EXPECT_FALSE(two.restore(one.fit({.values = kStraight})->state()));
  EXPECT_FALSE(Combination::Fitted::from_state({}));
}
}  // namespace
}  // namespace foretell

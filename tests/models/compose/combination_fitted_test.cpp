#include <gtest/gtest.h>

#include <limits>

#include "foretell/models/baseline/drift.hpp"
#include "foretell/models/baseline/mean.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/compose/combination.hpp"

namespace foretell {
namespace {
using Weighting = Combination::Weighting;
const std::vector<double> kLine{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};

TEST(CombinationFitted, MedianIgnoresAnOutlier) {
  const Combination median{.parts = {{"naive", Naive{}}, {"drift", Drift{}}, {"mean", Mean{}}},
                           .weighting = Weighting::kMedian};
  EXPECT_DOUBLE_EQ(median.fit({.values = kLine})->forecast(4, {}).mean()[3], 18);
}

TEST(CombinationFitted, AnUpdateThatIsRefusedChangesNothing) {
  auto model =
      Combination{.parts = {{"naive", Naive{}}, {"drift", Drift{}}}}.fit({.values = kLine});
  const auto before = model->state();
  EXPECT_FALSE(model->update(std::vector<double>{1, std::numeric_limits<double>::infinity()}));
  EXPECT_EQ(model->state(), before);
}

TEST(CombinationFitted, PoolsThePredictionsThatThereAre) {
  const std::vector<double> y{2, 4, 6};
  const auto model =
      Combination{.parts = {{"naive", Naive{}}, {"mean", Mean{}}}}.fit({.values = y});
  ASSERT_TRUE(model);
  EXPECT_EQ(model->fitted(y), (std::vector<double>{4, 3, 4})) << "naive cannot predict the first";
}

TEST(CombinationFitted, SimulatesEachPartAsOftenAsItsWeight) {
  const std::vector<double> y{0, 0, 0, 8};
  auto model = Combination{.parts = {{"naive", Naive{}}, {"mean", Mean{}}}}.fit({.values = y});
  ASSERT_TRUE(model);
  model->parts[0].weight = 1;
  model->parts[1].weight = 0;
  Rng rng(1);
  Rng same(1);
  (void)same.uniform();
  EXPECT_EQ(model->simulate(3, rng), model->parts[0].model.simulate(3, same));
}
}  // namespace
}  // namespace foretell

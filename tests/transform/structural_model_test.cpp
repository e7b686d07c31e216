#include "foretell/transform/structural_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "tests/golden.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

StructuralVariances variances_of(const nlohmann::json& list, const StructuralModel& model) {
  const auto values = golden::numbers(list);
  StructuralVariances v{values[0], values[1]};
  if (model.slope) v.slope = values[2];
  if (model.period > 1) v.season = values[3];
  return v;
}

class Structural : public testing::Test {
 protected:
  nlohmann::json golden_ = golden::read("transform/golden/structural.json");
  std::vector<double> y_ = golden::numbers(golden_["y"]);
};

TEST_F(Structural, StatesAtGivenVariancesAreThoseOfStatsmodels) {
  for (const auto& one : golden_["cases"]) {
    const StructuralModel model{one["slope"], one["period"]};
    const auto variances = variances_of(one["variances"], model);
    const auto states = model.smooth(y_, variances);
    ASSERT_TRUE(states);
    const auto signal = golden::numbers(one["signal"]);
    for (std::size_t t = 0; t < y_.size(); ++t) {
      ASSERT_NEAR(states->level[t] + states->season[t], signal[t], 1e-8) << t;
    }
  }
}

TEST_F(Structural, LikelihoodDiffersFromStatsmodelsByAConstant) {
  // There the observations that fix the start have ln 2π as well.
  for (const auto& one : golden_["cases"]) {
    const StructuralModel model{one["slope"], one["period"]};
    const double start = (model.slope ? 2 : 1) + static_cast<double>(model.period) - 1;
    const auto ours = model.log_likelihood(y_, variances_of(one["variances"], model));
    EXPECT_NEAR(*ours - start / 2 * std::log(2 * std::numbers::pi),
                one["log_likelihood"].get<double>(), 1e-7);
  }
}

TEST_F(Structural, MaximumIsAtLeastThatOfStatsmodels) {
  for (const auto& one : golden_["cases"]) {
    const StructuralModel model{one["slope"], one["period"]};
    const auto best = model.estimate(y_);
    ASSERT_TRUE(best);
    const double ours = *model.log_likelihood(y_, *best);
    const double theirs = *model.log_likelihood(y_, variances_of(one["best"], model));
    EXPECT_GE(ours, theirs - 1e-4) << one["period"];
    if (ours > theirs + 0.01) continue;  // another optimum
    const auto states = model.smooth(y_, *best);
    const auto signal = golden::numbers(one["best_signal"]);
    for (std::size_t t = 0; t < y_.size(); ++t) {
      EXPECT_NEAR(states->level[t] + states->season[t], signal[t], 1e-3) << t;
    }
  }
}

TEST_F(Structural, WithoutVariancesIsTheLeastSquaresLine) {
  std::vector<double> y(30);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 1e6 + 3 * static_cast<double>(t);
  y[4] = y[5] = y[29] = kMissing;
  const auto states = StructuralModel{}.smooth(y, {});
  for (std::size_t t = 0; t < y.size(); ++t) {
    EXPECT_NEAR(states->level[t], 1e6 + 3 * static_cast<double>(t), 1e-5);
    EXPECT_NEAR(states->slope[t], 3, 1e-8);
  }
}

TEST_F(Structural, UnitDoesNotMatter) {
  const StructuralModel model{.period = 12};
  const auto variances = model.estimate(y_);
  for (const double unit : {1e-150, 1e150}) {
    auto scaled = y_;
    for (double& value : scaled) value *= unit;
    const auto other = model.estimate(scaled);
    ASSERT_TRUE(other);
    EXPECT_NEAR(other->level / unit / unit, variances->level, 1e-4 * variances->level);
  }
}

TEST_F(Structural, TakesHostileSeries) {
  for (const std::vector<double>& y :
       {std::vector<double>(20, 5.0),
        {0, 0, 0, 0, 0, 0, 0, 1e150, 0, 0, 0, 0},
        {1, kMissing, kMissing, 2, 4, 8, 16, 32, 64, 128, 1e-300, 3, kMissing}}) {
    const StructuralModel model{.period = 2};
    const auto variances = model.estimate(y);
    ASSERT_TRUE(variances) << variances.error().text();
    const auto states = model.smooth(y, *variances);
    ASSERT_TRUE(states) << states.error().text();
    for (const double value : states->level) EXPECT_TRUE(std::isfinite(value));
    for (const double value : states->season) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST_F(Structural, RefusesWhatItCannotEstimate) {
  const std::vector<double> y{1, 2, 4, 3};
  EXPECT_EQ(StructuralModel{}.estimate(y).error().code, ErrorCode::kTooShort);
  EXPECT_EQ((StructuralModel{}.estimate(std::vector<double>{0, 0, 1e300, 0, 0, 0, 0}).error().code),
            ErrorCode::kNotFinite);
  EXPECT_EQ(StructuralModel{}.estimate({}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(StructuralModel{.period = 0}.estimate(y).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(StructuralModel{.period = 3}.smooth(y, {1}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(StructuralModel{}.smooth(y, {-1}).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ((StructuralModel{}.smooth(std::vector<double>{1, HUGE_VAL}, {1}).error().code),
            ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell

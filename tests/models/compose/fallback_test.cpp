#include "foretell/models/compose/fallback.hpp"

#include <gtest/gtest.h>

#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/baseline/window_average.hpp"

namespace foretell {
namespace {
const Fallback kChain{{{"broken", WindowAverage{.window = 0}}, {"naive", Naive{}}}};
const std::vector<double> kValues{1, 2, 4};

TEST(Fallback, TakesTheFirstThatFitsAndSaysWhy) {
  const auto model = kChain.fit({.values = kValues});
  ASSERT_TRUE(model);
  EXPECT_EQ(model->index, 1U);
  EXPECT_EQ(model->forecast(1, {}).mean()[0], 4);
  EXPECT_EQ(model->describe().remark, "broken failed: window is 0, but has to be from 1 to 100000");
}

TEST(Fallback, ReadsBackTheModelThatWasTaken) {
  const auto model = kChain.fit({.values = kValues});
  const auto back = kChain.restore(model->state());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->state(), model->state());
  EXPECT_EQ(back->describe().remark, "broken failed");
  EXPECT_FALSE(kChain.restore(std::vector<double>{7}));
  EXPECT_FALSE(kChain.restore({}));
}

TEST(Fallback, FailsWithTheFirstErrorIfAllFail) {
  const auto model = kChain.fit({});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(Fallback{}.fit({.values = kValues}).error().message,
            "a fallback chain needs at least one model");
}
}  // namespace
}  // namespace foretell

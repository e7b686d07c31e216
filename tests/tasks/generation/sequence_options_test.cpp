#include "foretell/tasks/generation/sequence_options.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
TEST(SequenceOptions, NameWhatIsOutsideItsBounds) {
  SequenceDataOptions data;
  EXPECT_EQ(check(data).error().message, "train is missing: the file or folder to learn from");
  data.train = "songs";
  EXPECT_TRUE(check(data));
  data.lowest = 120;
  EXPECT_EQ(check(data).error().message, "lowest is 120: from 0 to 108");
  data.lowest = 21;
  data.steps_per_quarter = 0;
  EXPECT_FALSE(check(data));

  EXPECT_TRUE(check(SequenceModelOptions{}));
  EXPECT_EQ(check(SequenceModelOptions{.dropout = 1}).error().message,
            "dropout is 1: from 0 to below 1");
  EXPECT_FALSE(check(SequenceModelOptions{.forget_bias = std::nan("")}));
  EXPECT_FALSE(check(SequenceModelOptions{.hidden = 10, .projection = 11}));
  EXPECT_FALSE(check(SequenceBatchOptions{.batch = 0}));
  EXPECT_FALSE(check(SequenceBatchOptions{.label_smoothing = 1}));
}
}  // namespace
}  // namespace foretell

#include "foretell/corpus/frames.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace foretell {
namespace {
TEST(Frames, AreStepsOfOneWidth) {
  const Frames frames{{1, 2, 3, 4, 5, 6}, 3};
  EXPECT_EQ(frames.steps(), 2U);
  EXPECT_EQ(frames.step(1)[0], 4);
  EXPECT_EQ(frames.view()(1, 2), 6);
  EXPECT_TRUE(check_frames(frames, "f"));
}

TEST(Frames, RefuseWhatCannotBeLearnedFrom) {
  EXPECT_EQ(check_frames({{}, 3}, "f").error().code, ErrorCode::kTooShort);
  EXPECT_EQ(check_frames({{1, 2}, 0}, "f").error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(check_frames({{1, 2, 3}, 2}, "f").error().code, ErrorCode::kInvalidOption);
  const auto bad = check_frames({{1, 2, 3, std::numeric_limits<float>::quiet_NaN()}, 2}, "tune 4");
  EXPECT_EQ(bad.error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(bad.error().text(), "tune 4: step 2, column 2 is nan");
}
}  // namespace
}  // namespace foretell

#include "foretell/network/check_batch.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace foretell::network {
namespace {
const RaggedLayout& layout() {  // slots hold the caller's sequences 2 and 1
  static const auto made = *RaggedLayout::from(std::vector<std::size_t>{1, 3});
  return made;
}

Result<void> check(const std::vector<float>& frames, std::size_t width) {
  return check_frames(MatrixView<const float>(frames.data(), frames.size() / 2, 2), layout(),
                      width);
}

TEST(CheckFrames, AcceptsWhatIsFiniteAndFits) {
  EXPECT_TRUE(check(std::vector<float>(8, 1e30F), 2));
}

TEST(CheckFrames, NamesTheSequenceAndStepOfWhatIsNotFinite) {
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    std::vector<float> frames(8, 0);
    frames[5] = bad;  // row 2: step 2 of sequence 2
    const auto checked = check(frames, 2);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::kNotFinite);
    EXPECT_EQ(checked.error().where, "sequence 2 step 2");
    EXPECT_NE(checked.error().message.find("number 2"), std::string::npos);
  }
}

TEST(CheckFrames, RefusesOtherShapes) {
  EXPECT_EQ(check(std::vector<float>(6, 0), 2).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(check(std::vector<float>(8, 0), 3).error().code, ErrorCode::kInvalidOption);
}

TEST(CheckIndices, RefusesWhatIsNotKnown) {
  const std::vector<std::uint32_t> good = {0, 1, 2, 2}, bad = {0, 3, 2, 2}, few = {0};
  EXPECT_TRUE(check_indices(good, layout(), 3));
  EXPECT_EQ(check_indices(few, layout(), 3).error().code, ErrorCode::kInvalidOption);
  const auto checked = check_indices(bad, layout(), 3);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::kBadValue);
  EXPECT_EQ(checked.error().where, "sequence 1 step 1");
}
}  // namespace
}  // namespace foretell::network

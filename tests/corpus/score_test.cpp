#include "foretell/corpus/score.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
Score scale() {
  return {.notes = {{0, 480, 60, 0}, {0, 960, 48, 1}, {480, 480, 62, 0}, {960, 240, 64, 0}}};
}

TEST(PianoRoll, HoldsAKeyForAsLongAsItSounds) {
  const auto roll = piano_roll(scale(), {.lowest = 48, .highest = 64, .steps_per_quarter = 2});
  ASSERT_TRUE(roll);
  EXPECT_EQ(roll->width, 17U);
  ASSERT_EQ(roll->steps(), 5U);
  EXPECT_EQ(roll->step(1)[0], 1);
  EXPECT_EQ(roll->step(1)[12], 1);
  EXPECT_EQ(roll->step(2)[12], 0);
  EXPECT_EQ(roll->step(4)[0], 0);
  EXPECT_EQ(roll->step(4)[16], 1);
}

TEST(PianoRoll, ComesBackAsTheSameNotes) {
  const RollGrid grid{.steps_per_quarter = 2};
  const auto roll = piano_roll(scale(), grid);
  const Score again = score_of(*roll, grid, 96);
  EXPECT_EQ(again.quarters_per_minute, 96);
  ASSERT_EQ(again.notes.size(), 4U);
  EXPECT_EQ(again.notes[0], (Note{0, 480, 60, 0}));
  EXPECT_EQ(*piano_roll(again, grid), *roll);
}

TEST(PianoRoll, IsRefusedWithoutNotesOrWithAnImpossibleGrid) {
  EXPECT_EQ(piano_roll({.notes = {}}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(piano_roll({.notes = {{0, 1, 5, 0}}}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(piano_roll(scale(), {.lowest = 70, .highest = 60}).error().code,
            ErrorCode::kInvalidOption);
  EXPECT_EQ(piano_roll(scale(), {.steps_per_quarter = 0}).error().code, ErrorCode::kInvalidOption);
  const Score endless{.notes = {{4'000'000'000U, 4'000'000'000U, 60, 0}}};
  EXPECT_EQ(piano_roll(endless, {.steps_per_quarter = 1000}).error().code, ErrorCode::kUnsupported);
}

TEST(PianoRoll, GivesShortNotesAStep) {
  const auto roll = piano_roll({.notes = {{479, 1, 60, 0}}}, {.steps_per_quarter = 1});
  ASSERT_TRUE(roll);
  EXPECT_EQ(roll->steps(), 2U);
}
}  // namespace
}  // namespace foretell

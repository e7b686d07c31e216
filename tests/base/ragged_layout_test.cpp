#include "foretell/base/ragged_layout.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace foretell {
namespace {
TEST(RaggedLayout, SortsByLengthAndKeepsTheOrderOfEquals) {
  const auto layout = RaggedLayout::from(std::array<std::size_t, 4>{2, 3, 1, 3});
  ASSERT_TRUE(layout);
  EXPECT_EQ((std::vector<std::size_t>{1, 3, 0, 2}),
            std::vector<std::size_t>(layout->order().begin(), layout->order().end()));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(layout->order()[layout->slot_of(i)], i);
}

TEST(RaggedLayout, HoldsOneRowForEachRealStep) {
  const auto layout = RaggedLayout::from(std::array<std::size_t, 4>{2, 3, 1, 3});
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->rows(), 9U);
  EXPECT_EQ(layout->steps(), 3U);
  EXPECT_EQ(layout->alive(0), 4U);
  EXPECT_EQ(layout->alive(1), 3U);
  EXPECT_EQ(layout->alive(2), 2U);
  EXPECT_EQ(layout->row(2, 1), 8U);
}

TEST(RaggedLayout, RefusesAnEmptySequenceByPlace) {
  const auto layout = RaggedLayout::from(std::array<std::size_t, 3>{2, 0, 1});
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.error().code, ErrorCode::kTooShort);
  EXPECT_EQ(layout.error().message, "sequence 2 of the batch is empty; leave it out");
}

TEST(RaggedLayout, RefusesABatchWithoutSequences) {
  EXPECT_FALSE(RaggedLayout::from(std::array<std::size_t, 0>{}));
}
}  // namespace
}  // namespace foretell

#include "foretell/corpus/vocabulary.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
using Words = std::vector<std::string>;

Words listed(const Vocabulary& vocabulary) {
  return {vocabulary.tokens().begin(), vocabulary.tokens().end()};
}

TEST(Vocabulary, IsOrderedByCountThenBytesAfterTheSpecialTokens) {
  const auto vocabulary = Vocabulary::count(Words{"b", "c", "a", "c", "b", "z"});
  ASSERT_TRUE(vocabulary);
  EXPECT_EQ(listed(*vocabulary), (Words{"<unk>", "<pad>", "<s>", "</s>", "b", "c", "a", "z"}));
  EXPECT_EQ(vocabulary->index("a"), 6U);
  EXPECT_EQ(vocabulary->text(5), "c");
}

TEST(Vocabulary, LeavesOutRareTokensAndStopsAtItsSize) {
  const Words words{"a", "a", "a", "b", "b", "c"};
  EXPECT_EQ(Vocabulary::count(words, {.min_count = 2})->size(), 6U);
  EXPECT_EQ(Vocabulary::count(words, {.max_size = 5})->size(), 5U);
  EXPECT_EQ(Vocabulary::count(words, {.max_size = 5})->index("b"), Vocabulary::kUnknown);
  EXPECT_EQ(Vocabulary::count(words, {.max_size = 4}).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(Vocabulary::count(Words{}).error().code, ErrorCode::kTooShort);
}

TEST(Vocabulary, CountsTokensThatLookSpecialAsSpecial) {
  const auto vocabulary = Vocabulary::count(Words{"<s>", "a", "</s>"});
  EXPECT_EQ(vocabulary->size(), 5U);
  EXPECT_EQ(vocabulary->index("<s>"), Vocabulary::kBegin);
}

TEST(Vocabulary, EncodesWhatItKnowsAndNamesWhatItDoesNot) {
  const auto vocabulary = *Vocabulary::count(Words{"a", "b"});
  EXPECT_EQ(*vocabulary.encode(Words{"b", "x", "a"}), (std::vector<Token>{5, 0, 4}));
  EXPECT_EQ(vocabulary.encode(Words{}).error().code, ErrorCode::kTooShort);
  const auto unknown = vocabulary.encode(Words{"x", "y"});
  EXPECT_EQ(unknown.error().code, ErrorCode::kUnknownName);
  EXPECT_EQ(unknown.error().message, "none of its 2 tokens is in the vocabulary, the first is 'x'");
}

TEST(Vocabulary, ComesBackFromItsList) {
  const auto vocabulary = *Vocabulary::count(Words{"é", "b", "b"});
  const auto again = Vocabulary::restore(listed(vocabulary));
  ASSERT_TRUE(again);
  EXPECT_EQ(listed(*again), listed(vocabulary));
  EXPECT_EQ(again->index("é"), 5U);
  EXPECT_EQ(Vocabulary::restore({"a"}).error().code, ErrorCode::kBadFile);
  EXPECT_EQ(Vocabulary::restore({"<unk>", "<pad>", "<s>", "</s>", "a", "a"}).error().code,
            ErrorCode::kBadFile);
}
}  // namespace
}  // namespace foretell

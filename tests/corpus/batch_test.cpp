#include "foretell/corpus/batch.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace foretell {
namespace {
TEST(Batch, GathersTokensStepByStepLongestFirst) {
  const std::vector<Token> a{1, 2}, b{3, 4, 5}, c{6};
  const std::vector<std::span<const Token>> sequences{a, b, c};
  const auto layout = layout_of(sequences);
  ASSERT_TRUE(layout);
  std::vector<Token> rows(layout->rows());
  gather(*layout, sequences, rows);
  EXPECT_EQ(rows, (std::vector<Token>{3, 1, 6, 4, 2, 5}));
}

TEST(Batch, GathersFramesTheSameWay) {
  const Frames a{{1, 2}, 2}, b{{3, 4, 5, 6}, 2};
  const std::vector<const Frames*> sequences{&a, &b};
  const auto layout = layout_of(sequences);
  ASSERT_TRUE(layout);
  std::vector<float> rows(layout->rows() * 2);
  const std::vector<MatrixView<const float>> views{a.view(), b.view()};
  gather(*layout, views, MatrixView<float>(rows.data(), 3, 2));
  EXPECT_EQ(rows, (std::vector<float>{3, 4, 1, 2, 5, 6}));
}

TEST(Batch, NamesTheSequenceThatIsEmptyOrNotFinite) {
  const std::vector<Token> a{1}, none;
  const std::vector<std::span<const Token>> tokens{a, none};
  EXPECT_EQ(layout_of(tokens).error().code, ErrorCode::kTooShort);
  const Frames good{{1, 2}, 2}, infinite{{1, std::numeric_limits<float>::infinity()}, 2},
      narrow{{1}, 1};
  const auto error = layout_of(std::vector<const Frames*>{&good, &infinite}).error();
  EXPECT_EQ(error.text(), "sequence 2: step 1, column 2 is inf");
  EXPECT_EQ(layout_of(std::vector<const Frames*>{&good, &narrow}).error().code,
            ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell

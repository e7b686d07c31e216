#include "foretell/network/random_mask.hpp"

#include <gtest/gtest.h>

namespace foretell::network {
namespace {
std::vector<bool> hits(const Pass& pass, std::uint64_t site, std::uint64_t sequence,
                       std::uint64_t time, double probability = 0.5, std::size_t count = 64) {
  auto row = RandomMask(pass, site, probability).row(sequence, time);
  std::vector<bool> result;
  for (std::size_t k = 0; k < count; ++k) result.push_back(row.hit());
  return result;
}

TEST(RandomMask, IsDrawnAgainTheSameAndElsewhereOtherwise) {
  const Pass pass{.seed = 1, .step = 2};
  const auto mask = hits(pass, 3, 4, 5);
  EXPECT_EQ(mask, hits(pass, 3, 4, 5));
  EXPECT_NE(mask, hits({.seed = 2, .step = 2}, 3, 4, 5));
  EXPECT_NE(mask, hits({.seed = 1, .step = 3}, 3, 4, 5));
  EXPECT_NE(mask, hits(pass, 4, 4, 5));
  EXPECT_NE(mask, hits(pass, 3, 5, 5));
  EXPECT_NE(mask, hits(pass, 3, 4, 6));
}

TEST(RandomMask, HitsWithItsProbability) {
  for (const double probability : {0.0, 0.1, 0.5, 0.999}) {
    const auto mask = hits({}, 0, 0, 0, probability, 100'000);
    const auto count = static_cast<double>(std::count(mask.begin(), mask.end(), true));
    EXPECT_NEAR(count / 1e5, probability, 0.006);
  }
}

TEST(RandomMask, KnowsSequencesByTheirKeyOrElseByTheirPlace) {
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{1, 3, 2});
  const std::vector<std::uint64_t> keys = {70, 80, 90};
  EXPECT_EQ(key_of({}, layout, 0), 1U);
  EXPECT_EQ(key_of({.keys = keys}, layout, 0), 80U);
  EXPECT_EQ(key_of({.keys = keys}, layout, 2), 70U);
}
}  // namespace
}  // namespace foretell::network

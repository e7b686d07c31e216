#include "foretell/corpus/epoch_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace foretell {
namespace {
std::vector<std::size_t> lengths_of(std::size_t count) {
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < count; ++i) lengths.push_back(1 + i * 7919 % 50);
  return lengths;
}

std::vector<std::vector<std::size_t>> epoch_of(EpochBatches& batches) {
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t i = 0; i < batches.batches_per_epoch(); ++i) {
    const auto batch = batches.next();
    result.emplace_back(batch.begin(), batch.end());
  }
  return result;
}

TEST(EpochBatches, HandOutEverySequenceOnceAnEpoch) {
  EpochBatches batches(lengths_of(103), {.batch_size = 8, .pool = 4});
  EXPECT_EQ(batches.batches_per_epoch(), 13U);
  for (int epoch = 0; epoch < 3; ++epoch) {
    std::multiset<std::size_t> seen;
    for (const auto& batch : epoch_of(batches)) seen.insert(batch.begin(), batch.end());
    EXPECT_EQ(seen.size(), 103U);
    EXPECT_EQ(std::set<std::size_t>(seen.begin(), seen.end()).size(), 103U);
  }
}

TEST(EpochBatches, PutSequencesOfSimilarLengthTogether) {
  const auto lengths = lengths_of(320);
  EpochBatches batches(lengths, {.batch_size = 8, .pool = 40});
  for (const auto& batch : epoch_of(batches)) {
    const auto [low, high] = std::minmax_element(
        batch.begin(), batch.end(), [&](auto a, auto b) { return lengths[a] < lengths[b]; });
    EXPECT_LE(lengths[*high] - lengths[*low], 2U);
  }
}

TEST(EpochBatches, DifferFromEpochToEpochAndFromSeedToSeed) {
  EpochBatches first(lengths_of(64), {.seed = 1});
  EpochBatches other(lengths_of(64), {.seed = 2});
  const auto one = epoch_of(first);
  EXPECT_NE(one, epoch_of(first));
  EXPECT_NE(one, epoch_of(other));
}

TEST(EpochBatches, ContinueInTheMiddleOfAnEpochAsIfTheyHadNotStopped) {
  EpochBatches whole(lengths_of(100), {.batch_size = 7});
  for (int i = 0; i < 23; ++i) (void)whole.next();  // past the first epoch of 15 batches
  EpochBatches resumed(lengths_of(100), {.batch_size = 7});
  resumed.seek(whole.position());
  EXPECT_EQ(resumed.position(), whole.position());
  for (int i = 0; i < 30; ++i) {
    const auto expected = whole.next();
    EXPECT_TRUE(std::ranges::equal(expected, resumed.next()));
  }
}

TEST(EpochBatches, KeepTheOrderOfTheCorpusWhenAskedTo) {
  EpochBatches batches(lengths_of(5), {.batch_size = 2, .pool = 0, .shuffle = false});
  EXPECT_EQ(epoch_of(batches), (std::vector<std::vector<std::size_t>>{{0, 1}, {2, 3}, {4}}));
}

TEST(EpochBatches, SurviveAPositionFromALongerCorpus) {
  EpochBatches batches(lengths_of(5), {.batch_size = 2});
  batches.seek({.epoch = 3, .batch = 99});
  EXPECT_EQ(batches.next().size(), epoch_of(batches).size() == 3 ? 2U : 1U);
}
}  // namespace
}  // namespace foretell

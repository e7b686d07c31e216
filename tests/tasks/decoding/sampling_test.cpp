#include "foretell/tasks/decoding/sampling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace foretell {
namespace {
std::vector<double> shares(const SamplingOptions& options, const std::vector<float>& logits) {
  CategoricalSampler sampler(options);
  Rng rng(7);
  constexpr int kDraws = 100'000;
  std::vector<double> counts(logits.size());
  for (int i = 0; i < kDraws; ++i) ++counts[sampler.draw(logits, rng)];
  for (double& count : counts) count /= kDraws;
  return counts;
}

// Probabilities 0.1, 0.2, 0.3, 0.4.
const std::vector<float> kLogits{std::log(0.1F), std::log(0.2F), std::log(0.3F), std::log(0.4F)};

TEST(CategoricalSampler, DrawsByProbability) {
  const auto drawn = shares({}, kLogits);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(drawn[i], 0.1 * static_cast<double>(i + 1), 0.006);
  }
}

TEST(CategoricalSampler, IsSurerOrBolderByTemperature) {
  const auto cold = shares({.temperature = 0.5}, kLogits);  // squares, over their sum 0.30
  EXPECT_NEAR(cold[3], 0.16 / 0.30, 0.006);
  EXPECT_NEAR(cold[0], 0.01 / 0.30, 0.006);
  EXPECT_EQ(shares({.temperature = 0}, kLogits)[3], 1);
}

TEST(CategoricalSampler, KeepsToTheLikeliest) {
  const auto two = shares({.top_k = 2}, kLogits);
  EXPECT_EQ(two[0] + two[1], 0);
  EXPECT_NEAR(two[3], 4.0 / 7, 0.006);
  const auto nucleus = shares({.top_p = 0.65}, kLogits);  // 0.4 + 0.3 reach it
  EXPECT_EQ(nucleus[0] + nucleus[1], 0);
  EXPECT_EQ(shares({.top_p = 0.01}, kLogits)[3], 1);
  EXPECT_EQ(shares({.top_k = 1}, {1, 1, 0})[0], 1);
}

TEST(CategoricalSampler, NeverDrawsWhatIsForbiddenOrOverflows) {
  constexpr float kNever = -std::numeric_limits<float>::infinity();
  EXPECT_EQ(shares({}, {kNever, 2, kNever})[1], 1);
  EXPECT_EQ(shares({.temperature = 1e-3}, {1e30F, -1e30F})[0], 1);
}

TEST(BernoulliSampler, DrawsEachKeyByItsOwnProbability) {
  BernoulliSampler sampler({});
  Rng rng(3);
  const std::vector<float> logits{0, std::log(3.0F), -100};
  std::vector<float> on(3);
  std::vector<double> counts(3);
  for (int i = 0; i < 50'000; ++i) {
    sampler.draw(logits, rng, on);
    for (std::size_t k = 0; k < 3; ++k) counts[k] += on[k] / 50'000;
  }
  EXPECT_NEAR(counts[0], 0.5, 0.01);
  EXPECT_NEAR(counts[1], 0.75, 0.01);
  EXPECT_EQ(counts[2], 0);
}

TEST(BernoulliSampler, KeepsToTheLikeliest) {
  Rng rng(3);
  const std::vector<float> logits{5, 6, 7, -2};
  std::vector<float> on(4);
  BernoulliSampler({.temperature = 0}).draw(logits, rng, on);
  EXPECT_EQ(on, (std::vector<float>{1, 1, 1, 0}));
  BernoulliSampler({.temperature = 0, .top_k = 2}).draw(logits, rng, on);
  EXPECT_EQ(on, (std::vector<float>{0, 1, 1, 0}));
  for (int i = 0; i < 1000; ++i) {
    BernoulliSampler({.top_p = 0.5}).draw(logits, rng, on);
    ASSERT_EQ(on[3], 0);
  }
}

TEST(SamplingOptions, AreChecked) {
  EXPECT_TRUE(SamplingOptions{}.check());
  EXPECT_EQ(SamplingOptions{.temperature = -1}.check().error().message,
            "temperature is -1: from 0 to 100");
  EXPECT_FALSE(SamplingOptions{.top_p = 0}.check());
  EXPECT_FALSE(SamplingOptions{.top_p = std::nan("")}.check());
}
}  // namespace
}  // namespace foretell

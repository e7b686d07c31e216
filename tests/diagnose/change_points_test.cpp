#include "foretell/diagnose/change_points.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "foretell/base/rng.hpp"
#include "foretell/diagnose/optimal_partition.hpp"
#include "foretell/diagnose/segment_cost.hpp"

namespace foretell {
namespace {
using In = ChangePoints::In;
using Penalty = ChangePoints::Penalty;
using Starts = std::vector<std::size_t>;

std::vector<double> noise(std::size_t n, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> y(n);
  for (double& value : y) value = rng.normal();
  return y;
}

// The least total by trying every set of changes; empty where no partition is allowed.
struct Exhaustive {
  std::function<double(std::size_t, std::size_t)> cost;
  SegmentPenalty penalty;
  std::size_t n;

  double total(const Starts& starts) const {
    double sum = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= starts.size(); ++i) {
      const std::size_t end = i < starts.size() ? starts[i] : n;
      if (end - start < penalty.min_length) return std::numeric_limits<double>::infinity();
      sum += cost(start, end) + penalty.per_segment;
      if (penalty.log_length) sum += std::log(static_cast<double>(end - start));
      start = end;
    }
    return sum;
  }

  double least() const {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t set = 0; set < (std::size_t{1} << (n - 1)); ++set) {
      Starts starts;
      for (std::size_t t = 1; t < n; ++t) {
        if ((set >> (t - 1)) & 1U) starts.push_back(t);
      }
      best = std::min(best, total(starts));
    }
    return best;
  }
};

template <class Cost>
void expect_optimal() {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    auto y = noise(13, seed);
    for (std::size_t t = 6; t < 13; ++t) y[t] += seed % 2 == 0 ? 3 : 0.3 * static_cast<double>(t);
    const SegmentSums sums(y);
    const Cost cost{sums};
    for (const double weight : {0.5, 2.0, 6.0}) {
      for (const bool log_length : {false, true}) {
        for (std::size_t length = Cost::kMinLength; length <= 4; ++length) {
          const SegmentPenalty penalty{weight, log_length, length};
          const Exhaustive all{cost, penalty, y.size()};
          const auto starts = optimal_partition(y.size(), cost, penalty);
          EXPECT_NEAR(all.total(starts), all.least(), 1e-9) << seed << weight << length;
        }
      }
    }
  }
}

TEST(OptimalPartition, IsTheBestOfAllPartitions) {
  expect_optimal<MeanCost>();
  expect_optimal<VarianceCost>();
  expect_optimal<MeanVarianceCost>();
  expect_optimal<TrendCost>();
}

TEST(ChangePoints, FindPlantedLevels) {
  auto y = noise(300, 1);
  for (std::size_t t = 100; t < 300; ++t) y[t] += t < 220 ? 5 : -3;
  for (const auto penalty : {Penalty::kBic, Penalty::kMbic}) {
    const auto answer = ChangePoints{.penalty = penalty}.find(y);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->starts, (Starts{100, 220}));
    EXPECT_NEAR(answer->segments[1].level, 5, 0.4);
  }
}

TEST(ChangePoints, FindPlantedVariances) {
  auto y = noise(400, 2);
  for (std::size_t t = 150; t < 400; ++t) y[t] *= 4;
  for (const auto in : {In::kVariance, In::kMeanAndVariance}) {
    const auto answer = ChangePoints{.in = in}.find(y);
    ASSERT_TRUE(answer && answer->starts.size() == 1) << answer->starts.size();
    EXPECT_NEAR(static_cast<double>(answer->starts[0]), 150, 5);
    EXPECT_GT(answer->segments[1].variance, 5 * answer->segments[0].variance);
  }
}

TEST(ChangePoints, FindPlantedTrends) {
  auto y = noise(240, 3);
  for (std::size_t t = 0; t < 240; ++t) {
    const auto time = static_cast<double>(t);
    y[t] += t < 120 ? 0.5 * time : 60 - 0.4 * (time - 120);
  }
  const auto answer = ChangePoints{.in = In::kTrend}.find(y);
  ASSERT_TRUE(answer && answer->starts.size() == 1);
  EXPECT_NEAR(static_cast<double>(answer->starts[0]), 120, 4);
  EXPECT_NEAR(answer->segments[0].slope, 0.5, 0.02);
  EXPECT_NEAR(answer->segments[1].slope, -0.4, 0.02);
}

TEST(ChangePoints, SeldomFindOneInNoise) {
  std::size_t alarms = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    alarms += !ChangePoints{}.find(noise(200, 100 + seed))->starts.empty();
  }
  EXPECT_LE(alarms, 10U);  // 5 %
}

TEST(ChangePoints, OfDegenerateSeries) {
  EXPECT_TRUE(ChangePoints{}.find(std::vector<double>(50, 3))->starts.empty());
  std::vector<double> step(50, 1);
  for (std::size_t t = 20; t < 50; ++t) step[t] = 2;
  EXPECT_EQ(ChangePoints{}.find(step)->starts, Starts{20});
  EXPECT_EQ(ChangePoints{.in = In::kMeanAndVariance}.find(step)->starts, Starts{20});
}

TEST(ChangePoints, SayWhyTheyCannotBeFound) {
  const std::vector<double> y{1, 3, 2, 5, 4};
  EXPECT_EQ(ChangePoints{}.find(std::vector<double>{1}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(ChangePoints{.in = In::kTrend}.find(y).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(ChangePoints{.penalty = Penalty::kManual}.find(y).error().code,
            ErrorCode::kInvalidOption);
  EXPECT_EQ((ChangePoints{.in = In::kTrend, .min_length = 2}.find(y).error().code),
            ErrorCode::kInvalidOption);
  const std::vector<double> gap{1, std::nan(""), 2, 3, 4};
  EXPECT_EQ(ChangePoints{}.find(gap).error().code, ErrorCode::kMissingValues);
  const std::vector<double> late{std::nan(""), 1, 2, 3, 4};
  EXPECT_EQ(ChangePoints{}.find(late).error().code, ErrorCode::kMissingValues);
}
}  // namespace
}  // namespace foretell

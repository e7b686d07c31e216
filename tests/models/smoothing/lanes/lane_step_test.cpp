#include "foretell/models/smoothing/lanes/lane_step.hpp"

#include <gtest/gtest.h>

#include "foretell/numeric/box_step.hpp"
#include "lane_testing.hpp"

namespace foretell::ets {
namespace {
constexpr double kFar = std::numeric_limits<double>::max();

// Random convex problems, some with a flat direction, whose last columns have bounds.
struct Problems {
  std::size_t size, num_free;
  LaneMemory memory;
  std::vector<numeric::Expansion> at;
  std::vector<std::vector<double>> x;
  std::vector<double> lower, upper;
  LaneStep step;
  double *rows_x, *gradient, *curvature, *damping;

  Problems(std::size_t columns, std::size_t free, std::uint64_t seed)
      : size(columns), num_free(free), lower(columns, -kFar), upper(columns, kFar) {
    Rng rng(seed);
    for (std::size_t i = free; i < size; ++i) {
      lower[i] = -0.5;
      upper[i] = i + 1 == size && seed % 4 == 0 ? -0.5 : 0.5;  // one may be held
    }
    const std::size_t triangle = size * (size + 1) / 2;
    memory.reset(3 * size + 2 * triangle + 2);
    step.x = rows_x = memory.take(size);
    step.gradient = gradient = memory.take(size);
    step.curvature = curvature = memory.take(triangle);
    step.damping = damping = memory.take(1);
    step.factor = memory.take(triangle);
    step.step = memory.take(size);
    step.decrease = memory.take(1);
    step.size = size;
    step.num_free = num_free;
    step.lower = lower.data();
    step.upper = upper.data();
    for (std::size_t lane = 0; lane < kLanes; ++lane) add(lane, rng);
  }

  void add(std::size_t lane, Rng& rng) {
    numeric::Expansion one;
    one.resize(size);
    std::vector<double> root(size * size), point(size);
    for (double& value : root) value = rng.normal();
    for (std::size_t i = 0; i < size; ++i) {
      one.gradient[i] = rng.normal() * std::sqrt(static_cast<double>(size));
      point[i] = i < num_free ? rng.normal() : std::clamp(rng.normal(), lower[i], upper[i]);
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < size; ++k) sum += root[i * size + k] * root[j * size + k];
        if (lane == 4 && j == 0) sum = 0;  // the first column does nothing
        one.curvature[i * size + j] = sum;
        curvature[(i * (i + 1) / 2 + j) * kLanes + lane] = sum;
      }
      if (lane == 4) one.gradient[0] = 0;
      gradient[i * kLanes + lane] = one.gradient[i];
      rows_x[i * kLanes + lane] = point[i];
    }
    damping[lane] = lane % 2 == 0 ? 1e-3 : 0.5;
    at.push_back(std::move(one));
    x.push_back(std::move(point));
  }
};

TEST(LaneStep, IsTheStepOfEachProblemAlone) {
  for (const auto& [size, free] : {std::pair{1, 0}, {1, 1}, {3, 1}, {6, 2}, {9, 6}, {17, 13}}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Problems problems(static_cast<std::size_t>(size), static_cast<std::size_t>(free), seed);
      for (const std::int64_t target : all_targets()) {
        const Forced forced(target);
        solve_step(problems.step);
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
          SCOPED_TRACE(std::to_string(size) + " columns, seed " + std::to_string(seed) + " lane " +
                       std::to_string(lane));
          std::vector<double> alone(problems.size);
          const double decrease =
              numeric::BoxStep{}.solve(problems.at[lane], problems.x[lane], problems.lower,
                                       problems.upper, problems.damping[lane], alone);
          EXPECT_NEAR(problems.step.decrease[lane], decrease, 1e-7 * (1 + decrease));
          for (std::size_t i = 0; i < problems.size; ++i) {
            EXPECT_NEAR(problems.step.step[i * kLanes + lane], alone[i],
                        1e-6 * (1 + std::abs(alone[i])))
                << i;
          }
        }
      }
    }
  }
}

TEST(LaneStep, TakesOnlyTheLanesThatAreMarked) {
  LaneMemory memory;
  memory.reset(5);
  double *taken = memory.take(1), *from = memory.take(2), *to = memory.take(2);
  for (std::size_t i = 0; i < 2 * kLanes; ++i) {
    taken[i % kLanes] = i % 3 == 0 && i < kLanes ? 1 : i < kLanes ? 0 : taken[i % kLanes];
    from[i] = static_cast<double>(i);
    to[i] = -1;
  }
  take_lanes(taken, from, 2, to);
  for (std::size_t i = 0; i < 2 * kLanes; ++i) {
    EXPECT_EQ(to[i], taken[i % kLanes] != 0 ? static_cast<double>(i) : -1);
  }
}
}  // namespace
}  // namespace foretell::ets

#include "foretell/models/smoothing/theta_search.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
std::vector<double> random_walk(std::size_t size, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> y(size);
  for (std::size_t t = 1; t < size; ++t) y[t] = y[t - 1] + 0.3 + 0.4 * rng.normal();
  for (double& value : y) value += rng.normal();
  return y;
}

double sum_squares(const ThetaProblem& problem, double alpha, double initial, double weight) {
  double level = initial;
  double sum = 0;
  for (std::size_t t = 0; t < problem.y.size(); ++t) {
    const double power = std::pow(1 - alpha, static_cast<double>(t));
    const double d =
        power * problem.intercept[0] + (1 - power * (1 - alpha)) / alpha * problem.slope[0];
    const double e = problem.y[t] - level - weight * d;
    sum += e * e;
    level += alpha * (problem.y[t] - level);
  }
  return sum;
}

TEST(ThetaSearch, NoGridPointIsBetterThanItsMinimum) {
  const std::vector<double> intercept{0.5}, slope{0.3};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto y = random_walk(40 + seed, seed);
    const ThetaProblem problem{.y = y, .intercept = intercept, .slope = slope};
    const auto best = minimize(problem);
    EXPECT_NEAR(sum_squares(problem, best.alpha, best.level, best.weight), best.objective,
                1e-9 * best.objective);
    for (double alpha = 0.01; alpha <= 0.99; alpha += 0.002) {
      for (const double weight : {0.0, 0.25, 0.5, 0.75, 0.9999}) {
        EXPECT_GE(sum_squares(problem, alpha, best.level, weight), best.objective * (1 - 1e-7));
      }
    }
  }
}

TEST(ThetaSearch, LevelAndWeightAreStationaryPoints) {
  const std::vector<double> intercept{0.5}, slope{0.3};
  const auto y = random_walk(50, 7);
  const ThetaProblem problem{.y = y, .intercept = intercept, .slope = slope};
  const auto best = minimize(problem);
  for (const double step : {-1e-3, 1e-3}) {
    EXPECT_GE(sum_squares(problem, best.alpha, best.level + step, best.weight), best.objective);
    if (best.weight > 0 && best.weight + step < 1) {
      EXPECT_GE(sum_squares(problem, best.alpha, best.level, best.weight + step), best.objective);
    }
  }
}

TEST(ThetaSearch, ShrinkagePullsTheWeightToOneHalf) {
  const std::vector<double> intercept{0.5}, slope{0.3};
  const auto y = random_walk(50, 3);
  ThetaProblem problem{.y = y, .intercept = intercept, .slope = slope, .alpha = 0.3};
  const double free = minimize(problem).weight;
  problem.shrinkage = 100;
  const double pulled = minimize(problem).weight;
  problem.shrinkage = 1e9;
  EXPECT_LT(std::abs(pulled - 0.5), std::abs(free - 0.5));
  EXPECT_NEAR(minimize(problem).weight, 0.5, 1e-6);
}

TEST(ThetaSearch, KeepsWhatIsFixed) {
  const std::vector<double> intercept{0.5}, slope{0.3};
  const auto y = random_walk(50, 9);
  const auto best =
      minimize({.y = y, .intercept = intercept, .slope = slope, .weight = 0.25, .alpha = 0.3});
  EXPECT_EQ(best.alpha, 0.3);
  EXPECT_EQ(best.weight, 0.25);
}
}  // namespace
}  // namespace foretell

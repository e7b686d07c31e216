#include "foretell/models/smoothing/ces_search.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
std::vector<double> growing(std::size_t size) {
  Rng rng(11);
  std::vector<double> y(size);
  double level = 50;
  for (double& value : y) value = level *= 1.01 + 0.01 * rng.normal();
  return y;
}

// The larger eigenvalue of the level's transition [[1, α₁ − 1], [1, 1 − α₀]].
double growth(const CesParameters& p) {
  const double trace = 2 - p.alpha_0;
  const double determinant = 2 - p.alpha_0 - p.alpha_1;
  return trace / 2 + std::sqrt(trace * trace / 4 - determinant) - 1;
}

TEST(EstimateCes, KeepsTheGrowthWithinItsBounds) {
  const auto y = growing(60);
  const auto estimate = estimate_ces(y, CesSeason::kNone, 1);
  EXPECT_TRUE(estimate.converged);
  EXPECT_GE(growth(estimate.parameters), -1e-12);
  EXPECT_LE(growth(estimate.parameters), 0.03 + 1e-12);
  EXPECT_NEAR(growth(estimate.parameters), 0.01, 0.01) << "the series grows by 1 % a step";
}

TEST(EstimateCes, NeighbouringParametersFitNoBetter) {
  const auto y = growing(80);
  const auto best = estimate_ces(y, CesSeason::kNone, 1);
  for (const double step : {-0.01, 0.01}) {
    CesParameters other = best.parameters;
    other.alpha_0 += step;
    EXPECT_GE(estimate_ces(y, CesSeason::kNone, 1, other).sum_squares,
              best.sum_squares * (1 - 1e-4));
  }
}

TEST(EstimateCes, AnswersAlsoForOneObservation) {
  const std::vector<double> y{5};
  const auto estimate = estimate_ces(y, CesSeason::kNone, 1);
  EXPECT_TRUE(std::isfinite(estimate.sum_squares));
  EXPECT_NEAR(estimate.level, 5, 1);
}

TEST(EstimateCes, IsIndifferentToTheUnit) {
  auto y = growing(50);
  const auto one = estimate_ces(y, CesSeason::kNone, 1);
  for (double& value : y) value *= 1024;
  const auto other = estimate_ces(y, CesSeason::kNone, 1);
  EXPECT_NEAR(one.parameters.alpha_0, other.parameters.alpha_0, 1e-9);
  EXPECT_NEAR(one.parameters.alpha_1, other.parameters.alpha_1, 1e-9);
}
}  // namespace
}  // namespace foretell

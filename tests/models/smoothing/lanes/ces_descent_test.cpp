#include "foretell/models/smoothing/lanes/ces_descent.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell::ets {
namespace {
using Descent = CesDescent<2>;

// f = x⁴ + (y − 1)² about the origin; the model of Gauss and Newton is `share` of its curvature.
Descent::Local at(double x, double y, double share) {
  return {.value = x * x * x * x + (y - 1) * (y - 1),
          .gradient = {4 * x * x * x, 2 * (y - 1)},
          .curvature = {{{share * 12 * x * x, 0}, {0, share * 2}}}};
}

// The step of the model, which has no mixed entries here or small ones.
Descent::Numbers newton(const Descent& descent) {
  const auto& m = descent.model();
  const auto& g = descent.gradient();
  const double determinant = m[0][0] * m[1][1] - m[0][1] * m[1][0];
  return {(-g[0] * m[1][1] + g[1] * m[0][1]) / determinant,
          (-g[1] * m[0][0] + g[0] * m[1][0]) / determinant};
}

TEST(CesDescent, ShortensAStepThatGainsNothing) {
  Descent descent;
  descent.begin(at(1, 0, 0.05));  // steps of twenty times the right length
  const auto whole = newton(descent);
  descent.propose(whole);
  const double promised = descent.promise();
  EXPECT_FALSE(descent.takes(at(1 + whole[0], whole[1], 0.05)));
  EXPECT_LT(descent.promise(), promised);
  EXPECT_LE(std::abs(descent.step()[0]), 0.5 * std::abs(whole[0]));
  EXPECT_NEAR(descent.step()[0] / whole[0], descent.step()[1] / whole[1], 1e-12);
  EXPECT_EQ(descent.value(), at(1, 0, 1).value);
}

TEST(CesDescent, LearnsTheCurvatureThatTheModelLacks) {
  for (const double share : {0.2, 1.0, 5.0}) {
    Descent descent;
    double x = 1, y = 0;
    descent.begin(at(x, y, share));
    int evaluations = 1;
    descent.propose(newton(descent));
    while (descent.promise() > 1e-8 && evaluations < 100) {
      const auto step = descent.step();
      ++evaluations;
      if (!descent.takes(at(x + step[0], y + step[1], share))) continue;
      x += step[0];
      y += step[1];
      descent.propose(newton(descent));
    }
    EXPECT_LT(evaluations, 40) << share;
    EXPECT_NEAR(y, 1, 1e-3);
    EXPECT_LT(std::abs(x), 0.05);
  }
}

TEST(CesDescent, RefusesAPointOutsideTheDomain) {
  Descent descent;
  descent.begin(at(1, 0, 1));
  descent.propose({-0.5, 0.5});
  EXPECT_FALSE(descent.takes({}));
  EXPECT_NEAR(descent.step()[0], -0.05, 1e-12);
}
}  // namespace
}  // namespace foretell::ets

#include "foretell/numeric/simplex_search.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace foretell::numeric {
namespace {
double valley(const std::array<double, 2>& x) {
  const double across = x[1] - x[0] * x[0], along = 1 - x[0];
  return 10 * across * across + along * along;
}

TEST(SimplexSearch, FindsTheMinimumOfACurvedValley) {
  SimplexSearch<2> search({-1, 2}, {.max_evaluations = 2000, .tolerance = 1e-14});
  while (!search.done()) search.tell(valley(search.point()));
  EXPECT_TRUE(search.converged());
  EXPECT_NEAR(search.best()[0], 1, 1e-5);
  EXPECT_NEAR(search.best()[1], 1, 1e-5);
}

TEST(SimplexSearch, SeveralSearchesTakeTurnsWithoutDisturbingEachOther) {
  SimplexSearch<2> alone({-1, 2});
  while (!alone.done()) alone.tell(valley(alone.point()));
  std::vector<SimplexSearch<2>> together(3, SimplexSearch<2>({-1, 2}));
  together[1] = SimplexSearch<2>({4, 4});
  for (bool any = true; any;) {
    any = false;
    for (auto& search : together) {
      if (search.done()) continue;
      search.tell(valley(search.point()));
      any = true;
    }
  }
  EXPECT_EQ(together[0].best(), alone.best());
  EXPECT_EQ(together[2].evaluations(), alone.evaluations());
}

TEST(SimplexSearch, StartsTheOtherWayWhereTheFirstStepLeavesTheDomain) {
  const auto bounded = [](double x) {
    return x > 1 ? std::numeric_limits<double>::infinity() : (x - 0.23) * (x - 0.23);
  };
  SimplexSearch<1> search({1});
  while (!search.done()) search.tell(bounded(search.point()[0]));
  EXPECT_NEAR(search.best()[0], 0.23, 1e-3);
}
}  // namespace
}  // namespace foretell::numeric

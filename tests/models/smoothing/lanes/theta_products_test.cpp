#include "foretell/models/smoothing/lanes/theta_products.hpp"

#include <gtest/gtest.h>

#include "lane_testing.hpp"

namespace foretell::ets {
namespace {
TEST(ThetaProducts, AreTheSumsOfEveryAlphaAlone) {
  const auto y = wavy_series(37, 5, 2, false);
  std::vector<double> intercept(y.size()), slope(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    intercept[t] = 0.2 + 0.01 * static_cast<double>(t);
    slope[t] = 0.05 - 0.001 * static_cast<double>(t);
  }
  ThetaLanes alpha;
  for (std::size_t i = 0; i < kLanes; ++i) alpha[i] = 0.1 + 0.1 * static_cast<double>(i);
  for (const bool moving : {false, true}) {
    for (const std::int64_t target : all_targets()) {
      const Forced forced(target);
      const std::size_t count = moving ? y.size() : 1;
      const ThetaProblem problem{.y = y,
                                 .intercept = std::span(intercept).first(count),
                                 .slope = std::span(slope).first(count),
                                 .skip = 3};
      const auto sums = theta_products(problem, alpha);
      for (std::size_t i = 0; i < kLanes; ++i) {
        double level = 0, power = 1, uu = 0, ud = 0, pd = 0, dd = 0;
        for (std::size_t t = 0; t < y.size(); ++t) {
          const double u = y[t] - level, next = power * (1 - alpha[i]);
          const double d =
              power * intercept[moving ? t : 0] + (1 - next) / alpha[i] * slope[moving ? t : 0];
          if (t >= problem.skip) {
            uu += u * u;
            ud += u * d;
            pd += power * d;
            dd += d * d;
          }
          level += alpha[i] * u;
          power = next;
        }
        EXPECT_NEAR(sums.uu[i], uu, 1e-12 * uu);
        EXPECT_NEAR(sums.ud[i], ud, 1e-12 * (uu + dd));
        EXPECT_NEAR(sums.pd[i], pd, 1e-12 * (1 + dd));
        EXPECT_NEAR(sums.dd[i], dd, 1e-12 * dd);
      }
    }
  }
}
}  // namespace
}  // namespace foretell::ets

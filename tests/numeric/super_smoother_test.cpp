#include "foretell/numeric/super_smoother.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/golden.hpp"
#include "tests/missing.hpp"

namespace foretell::numeric {
namespace {

TEST(SuperSmoother, AgreesWithR) {
  const auto r = golden::read("numeric/golden/supsmu.json");
  for (const auto& [name, one] : r["series"].items()) {
    const auto ours = super_smoother(golden::numbers(one["y"]));
    const auto theirs = golden::numbers(one["smooth"]);
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t t = 0; t < ours.size(); ++t) {
      ASSERT_NEAR(ours[t], theirs[t], 1e-9 * std::abs(theirs[t])) << name << " " << t;
    }
  }
}

TEST(SuperSmoother, KeepsALineThroughGaps) {
  std::vector<double> y(80);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = static_cast<double>(t);
  for (const std::size_t t : {30, 31, 32, 33, 60}) y[t] = kMissing;
  const auto smooth = super_smoother(y);
  for (std::size_t t = 0; t < y.size(); ++t) {
    EXPECT_NEAR(smooth[t], static_cast<double>(t), 1e-9);
  }
}

TEST(SuperSmoother, TakesAnyLength) {
  EXPECT_TRUE(super_smoother({}).empty());
  EXPECT_TRUE(std::isnan(super_smoother(std::vector<double>{kMissing})[0]));
  EXPECT_EQ(super_smoother(std::vector<double>{kMissing, 2, kMissing}),
            (std::vector<double>{2, 2, 2}));
  for (std::size_t n = 1; n < 20; ++n) {
    for (const double value : super_smoother(std::vector<double>(n, 4.0))) {
      EXPECT_NEAR(value, 4, 1e-12) << n;
    }
  }
}
}  // namespace
}  // namespace foretell::numeric

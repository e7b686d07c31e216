#include "foretell/numeric/interpolation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/golden.hpp"

namespace foretell::numeric {
namespace {
const std::vector<double> kX{0, 1, 3, 4, 6, 9};

std::vector<double> raster(double from, double to, double step) {
  std::vector<double> at;
  for (double x = from; x <= to; x += step) at.push_back(x);
  return at;
}

TEST(Interpolation, AgreesWithScipy) {
  const auto r = golden::read("numeric/golden/interpolation.json");
  for (const auto& one : r["cases"]) {
    const auto x = golden::numbers(one["x"]), y = golden::numbers(one["y"]);
    const auto at = golden::numbers(one["at"]);
    const auto spline = interpolate(x, y, Interpolation::kSpline, at);
    const auto monotone = interpolate(x, y, Interpolation::kMonotone, at);
    for (std::size_t i = 0; i < at.size(); ++i) {
      EXPECT_NEAR(spline[i], one["spline"][i].get<double>(), 1e-12) << x.size() << " " << at[i];
      EXPECT_NEAR(monotone[i], one["monotone"][i].get<double>(), 1e-12) << x.size() << " " << at[i];
    }
  }
}

TEST(Interpolation, EveryCurveKeepsALineAndItsPoints) {
  std::vector<double> y;
  for (const double x : kX) y.push_back(2 - 3 * x);
  for (const auto kind :
       {Interpolation::kLinear, Interpolation::kSpline, Interpolation::kMonotone}) {
    const auto at = raster(0, 9, 0.25);
    const auto curve = interpolate(kX, y, kind, at);
    for (std::size_t i = 0; i < at.size(); ++i) EXPECT_NEAR(curve[i], 2 - 3 * at[i], 1e-12);
    EXPECT_EQ(interpolate(kX, y, kind, kX), y);
  }
}

TEST(Interpolation, SplineFollowsACubicAwayFromItsBentEnd) {
  // x³ is straight at 0 but not at 40; far from there the natural spline follows it.
  std::vector<double> x, y;
  for (int i = 0; i <= 40; ++i) {
    x.push_back(i);
    y.push_back(std::pow(i, 3));
  }
  const auto at = raster(0, 15, 0.5);
  const auto curve = interpolate(x, y, Interpolation::kSpline, at);
  for (std::size_t i = 0; i < at.size(); ++i) EXPECT_NEAR(curve[i], std::pow(at[i], 3), 1e-8);
}

TEST(Interpolation, MonotoneCurveDoesNotOvershoot) {
  const std::vector<double> y{0, 0, 1, 1, 5, 5};
  double before = 0;
  for (const double value : interpolate(kX, y, Interpolation::kMonotone, raster(0, 9, 0.01))) {
    EXPECT_GE(value, before - 1e-12);
    EXPECT_LE(value, 5);
    before = value;
  }
}

TEST(Interpolation, IsNothingOutsideItsPoints) {
  const std::vector<double> one{2}, at{1, 2, 3};
  const auto curve = interpolate(one, std::vector<double>{7}, Interpolation::kSpline, at);
  EXPECT_TRUE(std::isnan(curve[0]) && std::isnan(curve[2]));
  EXPECT_EQ(curve[1], 7);
  EXPECT_TRUE(std::isnan(interpolate({}, {}, Interpolation::kLinear, one)[0]));
}
}  // namespace
}  // namespace foretell::numeric

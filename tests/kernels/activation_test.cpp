#include "foretell/kernels/activation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
std::vector<float> grid() {
  std::vector<float> x;
  for (float v = 1e-8F; v < 80; v *= 1.003F) {
    x.push_back(v);
    x.push_back(-v);
  }
  x.push_back(0);
  return x;
}

// The largest relative error over the grid, on every instruction set of the machine.
template <class Fast, class Exact>
double error_of(const Fast& fast, const Exact& exact) {
  double largest = 0;
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    const auto x = grid();
    auto y = x;
    fast(y);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double truth = exact(double{x[i]});
      if (truth == 0) {
        largest = std::max(largest, std::abs(double{y[i]}));
      } else {
        largest = std::max(largest, std::abs(y[i] / truth - 1));
      }
    }
    hwy::SetSupportedTargetsForTest(0);
  }
  return largest;
}

TEST(Activation, IsRightToSixDigitsFromTinyToHugeOnEveryInstructionSet) {
  EXPECT_LT(error_of([](auto& x) { tanh(x); }, [](double x) { return std::tanh(x); }), 3e-7);
  EXPECT_LT(error_of([](auto& x) { exp(x); }, [](double x) { return std::exp(x); }), 3e-7);
  EXPECT_LT(error_of([](auto& x) { sigmoid(x); }, [](double x) { return 1 / (1 + std::exp(-x)); }),
            3e-7);
}

TEST(Activation, StaysInItsRangeAtInfinity) {
  const float infinity = std::numeric_limits<float>::infinity();
  std::vector<float> x{infinity, -infinity, 1e30F, -1e30F};
  auto y = x;
  tanh(y);
  EXPECT_EQ(y, (std::vector<float>{1, -1, 1, -1}));
  y = x;
  sigmoid(y);
  EXPECT_EQ(y[0], 1);
  EXPECT_NEAR(y[1], 0, 1e-37);
}

TEST(Activation, KeepsNan) {
  for (const auto function : {&sigmoid, &tanh, &exp}) {
    std::vector<float> x(3, std::numeric_limits<float>::quiet_NaN());
    function(x);
    EXPECT_TRUE(std::isnan(x[1]));
  }
}

TEST(Activation, OfANumberDoesNotDependOnItsPlace) {
  for (const auto function : {&sigmoid, &tanh, &exp}) {
    std::vector<float> x(37, 0.7F);
    function(x);
    EXPECT_EQ(x, std::vector<float>(37, x[0]));
  }
}
}  // namespace
}  // namespace foretell::kernels

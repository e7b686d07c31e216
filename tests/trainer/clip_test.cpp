#include "foretell/trainer/clip.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/golden.hpp"

namespace foretell {
namespace {
TEST(Clip, ByNormAgreesWithPyTorch) {
  const auto golden = golden::read("trainer/golden/optimizers.json");
  Parameters<double> parameters;
  auto& w = parameters.add("w", 2, 3);
  w.gradient = golden::numbers(golden["gradients"][0]);
  EXPECT_NEAR(clip_norm(parameters, golden["clip"]["limit"]), golden["clip"]["norm"], 1e-14);
  const auto expected = golden::numbers(golden["clip"]["result"]);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(w.gradient[i], expected[i], 1e-14);
}

TEST(Clip, LeavesSmallGradientsAlone) {
  Parameters<float> parameters;
  auto& w = parameters.add("w", 1, 2);
  w.gradient = {3, 4};
  EXPECT_EQ(clip_norm(parameters, 5), 5);
  EXPECT_EQ(clip_norm(parameters, 0), 5);
  clip_value(parameters, 0);
  EXPECT_EQ(w.gradient, (std::vector<float>{3, 4}));
  clip_value(parameters, 3.5);
  EXPECT_EQ(w.gradient, (std::vector<float>{3, 3.5F}));
}

TEST(Clip, LooksAtTheTouchedRowsOfATableOnly) {
  Parameters<float> parameters;
  auto& table = parameters.add("table", 4, 2);
  table.sparse = true;
  table.gradient = {0, 0, 3, 4, 0, 0, 0, 0};
  table.touched = {1};
  EXPECT_EQ(gradient_norm(parameters), 5);
  EXPECT_EQ(clip_norm(parameters, 2.5), 5);
  EXPECT_NEAR(table.gradient[3], 2, 1e-5);
}

TEST(Clip, NamesWhatIsNotFinite) {
  Parameters<float> parameters;
  parameters.add("a", 1, 20);
  auto& b = parameters.add("b", 1, 20);
  EXPECT_EQ(first_not_finite(parameters), "");
  b.value[3] = INFINITY;
  EXPECT_EQ(first_not_finite(parameters), "b");
  b.gradient[2] = NAN;
  EXPECT_TRUE(std::isnan(gradient_norm(parameters)));
  EXPECT_TRUE(std::isnan(clip_norm(parameters, 1)));
}
}  // namespace
}  // namespace foretell

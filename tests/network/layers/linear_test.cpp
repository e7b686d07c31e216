#include "foretell/network/layers/linear.hpp"

#include <gtest/gtest.h>

#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
TEST(LinearLayer, HasTheGradientOfCentralDifferencesWithAndWithoutBias) {
  for (const bool bias : {false, true}) {
    Parameters<double> parameters;
    const auto layer = Linear<double>::add(parameters, "linear", 3, 2, bias);
    randomise(parameters);
    auto x = random_numbers(5 * 3, 1);
    const auto weights = random_numbers(97, 2);
    Variable input;
    GradientCheck{parameters, &x, {}, &input}.expect([&](Tape<double>& tape) {
      input = tape.input(MatrixView<const double>(x.data(), 5, 3), true);
      return weighted_sum(tape, layer.apply(tape, input), weights);
    });
    EXPECT_EQ(parameters.find("linear.bias") != nullptr, bias);
  }
}

TEST(LinearLayer, NamesItsWeightsAsPyTorch) {
  Parameters<float> parameters;
  (void)Linear<float>::add(parameters, "a.b", 3, 2);
  ASSERT_NE(parameters.find("a.b.weight"), nullptr);
  EXPECT_EQ(parameters.find("a.b.weight")->rows, 2U);
  EXPECT_EQ(parameters.find("a.b.weight")->cols, 3U);
}
}  // namespace
}  // namespace foretell::network

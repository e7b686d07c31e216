#include "foretell/network/tape.hpp"

#include <gtest/gtest.h>

#include "foretell/network/ops/combine.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
const std::vector<double> kOnes = {1, 1, 1}, kTwo = {2};

Variable ones(Tape<double>& tape, bool needs_gradient) {
  return tape.input(MatrixView<const double>(kOnes.data(), 1, 3), needs_gradient);
}

TEST(Tape, AddsTheGradientsOfAVariableUsedSeveralTimes) {
  Tape<double> tape;
  tape.begin();
  const Variable x = ones(tape, true);
  const Variable y = add(tape, add(tape, x, x), x);
  tape.backward(weighted_sum(tape, y, kTwo));
  for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(tape.gradient(x)(0, c), 6);
}

TEST(Tape, KeepsNoGradientWhereNoneIsNeeded) {
  Tape<double> tape;
  tape.begin();
  const Variable fixed = ones(tape, false);
  EXPECT_TRUE(tape.gradient(fixed).empty());
  EXPECT_FALSE(tape.needs_gradient(add(tape, fixed, fixed)));
  tape.begin({.mode = Mode::kInference});
  EXPECT_TRUE(tape.gradient(ones(tape, true)).empty());
  EXPECT_FALSE(tape.gradients());
}

TEST(Tape, LeavesOutOperationsThatNothingDependsOn) {
  Tape<double> tape;
  tape.begin();
  const Variable x = ones(tape, true);
  const Variable unused = tape.make(1, 1, true);
  int calls = 0;
  tape.record(unused, [count = &calls](Tape<double>&) { ++*count; });
  tape.backward(weighted_sum(tape, x, kTwo));
  EXPECT_EQ(calls, 0);
}

TEST(Tape, GoesBackFromGradientsThatTheCallerGives) {
  Tape<double> tape;
  tape.begin();
  const Variable x = ones(tape, true);
  const Variable y = add(tape, x, x);
  tape.gradient(y)(0, 1) = 5;
  tape.backward();
  EXPECT_EQ(tape.gradient(x)(0, 0), 0);
  EXPECT_EQ(tape.gradient(x)(0, 1), 10);
}

TEST(Tape, KnowsItsPass) {
  Tape<float> tape;
  tape.begin({.mode = Mode::kAttribution, .seed = 3, .step = 4});
  EXPECT_FALSE(tape.training());
  EXPECT_TRUE(tape.gradients());
  EXPECT_EQ(tape.pass().seed, 3U);
  EXPECT_EQ(tape.next_site(), 0U);
  EXPECT_EQ(tape.next_site(), 1U);
  tape.begin();
  EXPECT_TRUE(tape.training());
  EXPECT_EQ(tape.next_site(), 0U);
}
}  // namespace
}  // namespace foretell::network

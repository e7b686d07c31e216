#include <gtest/gtest.h>

#include "foretell/network/ops/activation.hpp"
#include "foretell/network/ops/combine.hpp"
#include "foretell/network/ops/over_time.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
const RaggedLayout& ragged_rows() {
  static const auto made = *RaggedLayout::from(std::vector<std::size_t>{2, 4, 1, 4});
  return made;
}

/// The gradient of an operation on x with as many rows as named.
template <class Op>
void check(std::size_t rows, const Op& op) {
  Parameters<double> none;
  auto x = random_numbers(rows * 3, 1);
  const auto weights = random_numbers(97, 2);
  Variable input;
  GradientCheck{none, &x, {}, &input}.expect([&](Tape<double>& tape) {
    input = tape.input(MatrixView<const double>(x.data(), rows, 3), true);
    return weighted_sum(tape, op(tape, input), weights);
  });
}

TEST(OverTime, HasTheGradientsOfCentralDifferences) {
  const std::size_t rows = ragged_rows().rows(), batch = ragged_rows().batch();
  check(rows, [](auto& t, Variable x) { return last_over_time(t, x, ragged_rows()); });
  check(rows, [](auto& t, Variable x) { return first_over_time(t, x, ragged_rows()); });
  check(rows, [](auto& t, Variable x) { return mean_over_time(t, x, ragged_rows()); });
  check(rows, [](auto& t, Variable x) { return max_over_time(t, x, ragged_rows()); });
  check(batch, [](auto& t, Variable x) { return repeat_over_time(t, x, ragged_rows()); });
  check(batch, [](auto& t, Variable x) { return to_caller_order(t, x, ragged_rows()); });
  check(batch, [](auto& t, Variable x) { return to_slot_order(t, x, ragged_rows()); });
}

TEST(OverTime, ReadsEachSequenceAtItsOwnEnds) {
  // Row number of each step as its value: slots hold the caller's sequences 1, 3, 0, 2.
  std::vector<double> numbers(ragged_rows().rows());
  for (std::size_t r = 0; r < numbers.size(); ++r) numbers[r] = static_cast<double>(r);
  Tape<double> tape;
  tape.begin({.mode = Mode::kInference});
  const Variable x = tape.input(MatrixView<const double>(numbers.data(), numbers.size(), 1));
  const auto values = [&](Variable v) {
    const auto view = tape.value(v);
    return std::vector<double>(view.data(), view.data() + view.rows());
  };
  EXPECT_EQ(values(last_over_time(tape, x, ragged_rows())), (std::vector<double>{9, 10, 6, 3}));
  EXPECT_EQ(values(first_over_time(tape, x, ragged_rows())), (std::vector<double>{0, 1, 2, 3}));
  EXPECT_EQ(values(max_over_time(tape, x, ragged_rows())), (std::vector<double>{9, 10, 6, 3}));
  EXPECT_EQ(values(mean_over_time(tape, x, ragged_rows())), (std::vector<double>{5, 6, 4, 3}));
  const Variable last = last_over_time(tape, x, ragged_rows());
  EXPECT_EQ(values(to_caller_order(tape, last, ragged_rows())), (std::vector<double>{6, 9, 3, 10}));
  EXPECT_EQ(values(to_slot_order(tape, to_caller_order(tape, last, ragged_rows()), ragged_rows())),
            values(last));
}

TEST(Combine, HasTheGradientsOfCentralDifferences) {
  check(4, [](auto& t, Variable x) { return add(t, x, tanh(t, x)); });
  check(4, [](auto& t, Variable x) { return concatenate(t, x, sigmoid(t, x)); });
}

TEST(Activation, HasTheGradientsOfCentralDifferences) {
  check(4, [](auto& t, Variable x) { return softmax(t, x); });
  check(4, [](auto& t, Variable x) { return log_softmax(t, x); });
  check(4, [](auto& t, Variable x) { return sigmoid(t, x); });
  check(4, [](auto& t, Variable x) { return tanh(t, x); });
  check(4, [](auto& t, Variable x) { return relu(t, x); });
}

TEST(Activation, GivesProbabilitiesThatSumToOneForHugeScores) {
  const std::vector<float> x = {1e30F, -1e30F, 1e30F};
  Tape<float> tape;
  tape.begin({.mode = Mode::kInference});
  const auto p = tape.value(softmax(tape, tape.input(MatrixView<const float>(x.data(), 1, 3))));
  EXPECT_FLOAT_EQ(p(0, 0), 0.5F);
  EXPECT_FLOAT_EQ(p(0, 1), 0.0F);
}
}  // namespace
}  // namespace foretell::network

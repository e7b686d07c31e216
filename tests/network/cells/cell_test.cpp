#include "foretell/network/cells/cell.hpp"

#include <gtest/gtest.h>

#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "tests/network/cell_cases.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
/// Numbers with which a loss weighs all outputs, so that every gradient differs.
Variable weighted_sum(Tape<double>& tape, Variable v, const std::vector<double>& weights) {
  const auto x = tape.value(v);
  const Variable loss = tape.make(1, 1, true);
  double sum = 0;
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t c = 0; c < x.cols(); ++c) sum += weights[(r * x.cols() + c) % 97] * x(r, c);
  }
  tape.value(loss)(0, 0) = sum;
  tape.record(loss, [v, loss, w = &weights](Tape<double>& t) {
    const auto dx = t.gradient(v);
    for (std::size_t r = 0; r < dx.rows(); ++r) {
      for (std::size_t c = 0; c < dx.cols(); ++c) {
        dx(r, c) += t.gradient(loss)(0, 0) * (*w)[(r * dx.cols() + c) % 97];
      }
    }
  });
  return loss;
}

void check_case(const CellCase& cell, RecurrentOptions options,
                const std::vector<std::size_t>& lengths, Mode mode = Mode::kTraining) {
  SCOPED_TRACE(cell.name + " at " + std::to_string(lengths.size()) + " sequences");
  options.cell = cell.options;
  Parameters<double> parameters;
  const auto layer = Recurrent<double>::add(parameters, "rnn", 2, options);
  ASSERT_TRUE(layer) << layer.error().text();
  randomise(parameters, 0.7);
  const auto layout = *RaggedLayout::from(lengths);
  auto x = random_numbers(layout.rows() * 2, 50);
  const auto weights = random_numbers(97, 51);
  Variable input;
  GradientCheck{parameters, &x, {.mode = mode, .seed = 5}, &input}.expect([&](Tape<double>& tape) {
    input = tape.input(MatrixView<const double>(x.data(), layout.rows(), 2), true);
    return weighted_sum(tape, layer->apply(tape, input, layout), weights);
  });
}

TEST(Cell, HasTheGradientOfCentralDifferencesWithEveryOptionAndLengthPattern) {
  for (const auto& cell : cell_cases()) {
    for (const auto& lengths : length_patterns()) check_case(cell, {.hidden_sizes = {3}}, lengths);
  }
}

TEST(Cell, HasItInBothDirectionsWithLearnedStates) {
  for (const auto& cell : cell_cases()) {
    check_case(cell, {.hidden_sizes = {3}, .direction = Direction::kBoth, .learned_state = true},
               {2, 5, 5, 1});
  }
}

TEST(Cell, HasItWithDilationInBothDirections) {
  for (const auto& cell : cell_cases()) {
    check_case(cell,
               {.hidden_sizes = {3},
                .direction = Direction::kBoth,
                .dilations = {2},
                .learned_state = true},
               {2, 5, 6, 1});
  }
}

TEST(Cell, HasItWithoutDrawnMasks) {
  for (const auto& cell : cell_cases()) {
    check_case(cell, {.hidden_sizes = {3}}, {2, 4, 1}, Mode::kAttribution);
  }
}
}  // namespace
}  // namespace foretell::network

#include "foretell/network/cells/cell.hpp"

#include <gtest/gtest.h>

#include "tests/network/cell_cases.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
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

#include <gtest/gtest.h>

#include "foretell/network/layers/recurrent.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
/// Bytes that a training pass needed beside its input, for a network with one input.
std::size_t bytes_of_training(const RecurrentOptions& options, std::size_t batch, std::size_t steps,
                              bool only_last) {
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(parameters, "rnn", 1, options);
  randomise(parameters, 0.1);
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>(batch, steps));
  const std::vector<float> x(layout.rows(), 0.5F);
  Tape<float> tape;
  tape.begin({});
  const Variable input = tape.input(MatrixView<const float>(x.data(), layout.rows(), 1));
  std::vector<StateVariables> last(layer.num_states());
  const Variable y = layer.apply(tape, input, layout, {.last = last, .only_last = only_last});
  tape.gradient(only_last ? last.back().h : y)(0, 0) = 1;
  tape.backward();
  EXPECT_NE(parameters.begin()->gradient[0], 0);
  return tape.arena().peak() - x.size() * sizeof(float);
}

TEST(Memory, OfTrainingStaysNearWhatBackpropagationMustKeep) {
  const std::size_t batch = 4, width = 32, steps = 1000;
  const std::size_t unit = batch * width * steps * sizeof(float);
  const auto units = [&](const CellOptions& cell) {
    const auto bytes =
        bytes_of_training({.cell = cell, .hidden_sizes = {width}}, batch, steps, false);
    return static_cast<double>(bytes) / static_cast<double>(unit);
  };
  // Of every step h with its gradient, and: i, f, g, o, c; r, z, n and the state's part of n; u, n.
  EXPECT_LT(units({}), 1.05 * 7);
  EXPECT_LT(units({.kind = CellKind::kGru}), 1.05 * 6);
  EXPECT_LT(units({.kind = CellKind::kOneGateGru}), 1.05 * 4);
  // With layer norm both normalised products too.
  EXPECT_LT(units({.layer_norm = true}), 1.05 * 15);
}

TEST(Memory, OfAHundredThousandStepsIsThatOfTheirSquareRootWhenRecomputed) {
  const std::size_t width = 16, steps = 100'000;
  const RecurrentOptions options{.hidden_sizes = {width}, .recompute = true};
  const std::size_t bytes = bytes_of_training(options, 1, steps, true);
  // 317 windows of 317 steps: states at their borders, and one window with 4 gates, c, h and dh.
  const std::size_t unit = 317 * width * sizeof(float);
  EXPECT_LT(bytes, 14 * unit);
  EXPECT_LT(bytes, steps * width * sizeof(float) / 15);
}

TEST(Memory, OfInferenceHoldsNoGates) {
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(parameters, "rnn", 1, {.hidden_sizes = {16}});
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{10'000});
  const std::vector<float> x(layout.rows(), 0.5F);
  Tape<float> tape;
  tape.begin({.mode = Mode::kInference});
  (void)layer.apply(tape, tape.input(MatrixView<const float>(x.data(), layout.rows(), 1)), layout);
  EXPECT_LT(tape.arena().peak(), layout.rows() * (16 + 1 + 2) * sizeof(float));
}
}  // namespace
}  // namespace foretell::network

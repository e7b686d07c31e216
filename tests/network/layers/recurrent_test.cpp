#include "foretell/network/layers/recurrent.hpp"

#include <gtest/gtest.h>

#include "foretell/base/parallel.hpp"
#include "foretell/network/layers/embedding.hpp"
#include "foretell/network/layers/linear.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "tests/network/cell_cases.hpp"
#include "tests/network/gradient_check.hpp"
#include "tests/network/recurrent_pass.hpp"

namespace foretell::network {
namespace {
std::vector<std::uint32_t> tokens(std::size_t count, std::uint32_t bound, std::uint64_t stream) {
  Rng rng(3, stream);
  std::vector<std::uint32_t> result(count);
  for (auto& token : result) token = rng.below(bound);
  return result;
}

TEST(Recurrent, TagsTokensWithGradientsOfCentralDifferences) {
  for (const auto& lengths : length_patterns()) {
    Parameters<double> parameters;
    const auto layout = *RaggedLayout::from(lengths);
    const auto embedding = Embedding<double>::add(parameters, "embedding", 6, 3);
    const auto rnn = *Recurrent<double>::add(parameters, "rnn", 3, {.hidden_sizes = {4}});
    const auto output = Linear<double>::add(parameters, "output", 4, 5);
    randomise(parameters);
    const auto words = tokens(layout.rows(), 6, 1), tags = tokens(layout.rows(), 5, 2);
    GradientCheck{parameters}.expect([&](Tape<double>& tape) {
      const Variable x = embedding.apply(tape, words);
      const Variable h = rnn.apply(tape, x, layout);
      return SoftmaxCrossEntropy<double>{}.apply(tape, output.apply(tape, h), tags);
    });
  }
}

/// Deep stacks of one cell each: widths, dropout between layers, residual links, dilation.
RecurrentOptions deep(const CellOptions& cell) {
  return {.cell = cell,
          .hidden_sizes = {2, 3, 3},
          .direction = Direction::kBoth,
          .dilations = {1, 2, 3},
          .dropout = 0.25,
          .residual = true,
          .learned_state = true};
}

TEST(Recurrent, HasTheGradientOfCentralDifferencesWhenDeepWithAllOptions) {
  for (const auto& cell : cell_cases()) {
    SCOPED_TRACE(cell.name);
    Parameters<double> parameters;
    const auto layer = *Recurrent<double>::add(parameters, "rnn", 2, deep(cell.options));
    randomise(parameters);
    const auto layout = *RaggedLayout::from(std::vector<std::size_t>{2, 5, 1});
    auto x = random_numbers(layout.rows() * 2, 50);
    const auto weights = random_numbers(97, 51);
    Variable input;
    GradientCheck{parameters, &x, {.seed = 5}, &input}.expect([&](Tape<double>& tape) {
      input = tape.input(MatrixView<const double>(x.data(), layout.rows(), 2), true);
      return weighted_sum(tape, layer.apply(tape, input, layout), weights);
    });
  }
}

/// Outputs, final states and input gradients of each sequence by itself, against those in a batch.
void expect_same_alone(const PassSetup& setup) {
  const auto together = run_pass<float>(setup);
  for (std::size_t i = 0; i < setup.lengths.size(); ++i) {
    PassSetup alone = setup;
    alone.lengths = {setup.lengths[i]};
    alone.keys = {i};
    const auto single = run_pass<float>(alone);
    EXPECT_EQ(together.outputs[i], single.outputs[0]);
    EXPECT_EQ(together.input_gradients[i], single.input_gradients[0]);
    EXPECT_EQ(together.last[i], single.last[0]);
  }
}

TEST(Recurrent, GivesEachSequenceTheBitsItHasAloneForwardsAndBackwards) {
  for (const auto& cell : cell_cases()) {
    SCOPED_TRACE(cell.name);
    expect_same_alone({.options = deep(cell.options), .lengths = {3, 70, 1, 70, 20}});
    // Wide enough for every form of the vector kernels, with rests.
    expect_same_alone(
        {.options = {.cell = cell.options, .hidden_sizes = {45}, .direction = Direction::kBoth},
         .lengths = {3, 9, 1, 7, 7, 5, 2, 9, 4, 4, 6, 8, 1, 9}});
  }
}

TEST(Recurrent, GivesTheSameBitsInAnyOrderOfTheBatch) {
  PassSetup setup{.options = deep({.zoneout = 0.1}), .lengths = {3, 9, 1}, .keys = {0, 1, 2}};
  PassSetup turned = setup;
  turned.lengths = {1, 3, 9};
  turned.keys = {2, 0, 1};
  const auto a = run_pass<float>(setup), b = run_pass<float>(turned);
  for (const auto& [i, j] : {std::pair{0, 1}, {1, 2}, {2, 0}}) {
    EXPECT_EQ(a.outputs[i], b.outputs[j]);
    EXPECT_EQ(a.input_gradients[i], b.input_gradients[j]);
  }
}

TEST(Recurrent, GivesTheSameBitsRecomputedAsStored) {
  for (const auto& cell : cell_cases()) {
    for (const bool only_last : {false, true}) {
      SCOPED_TRACE(cell.name);
      PassSetup stored{.options = deep(cell.options), .lengths = {3, 200, 65, 1, 130, 64}};
      stored.only_last = only_last;
      PassSetup recomputed = stored;
      recomputed.options.recompute = true;
      EXPECT_EQ(run_pass<float>(stored), run_pass<float>(recomputed));
    }
  }
}

TEST(Recurrent, GivesTheSameBitsOnOneAndTwoThreads) {
  for (const auto& cell : cell_cases()) {
    PassSetup setup{.options = deep(cell.options), .lengths = {3, 80, 64, 1}};
    set_num_threads(1);
    const auto one = run_pass<float>(setup);
    set_num_threads(2);
    EXPECT_EQ(one, run_pass<float>(setup)) << cell.name;
    set_num_threads(0);
  }
}

TEST(Recurrent, GivesTheSameBitsOnOneAndTwoThreadsWhereStepsAreWorthThem) {
  for (const auto& options : {CellOptions{}, CellOptions{.layer_norm = true, .zoneout = 0.1},
                              CellOptions{.kind = CellKind::kGru}}) {
    PassSetup setup{.options = {.cell = options, .hidden_sizes = {128}}};
    for (std::size_t k = 0; k < 80; ++k) setup.lengths.push_back(k < 64 ? 5 : 1 + k % 4);
    set_num_threads(1);
    const auto one = run_pass<float>(setup);
    set_num_threads(2);
    EXPECT_EQ(one, run_pass<float>(setup));
    set_num_threads(0);
  }
}

TEST(Recurrent, DrawsOtherMasksAtAnotherStepAndNoneInInference) {
  PassSetup setup{.options = deep({.recurrent_dropout = 0.5}), .lengths = {4, 2}};
  PassSetup later = setup, seeded = setup, plain = setup, again = setup;
  later.pass.step = 1;
  seeded.pass.seed = 1;
  plain.pass.mode = again.pass.mode = Mode::kInference;
  again.pass.step = 1;
  const auto first = run_pass<float>(setup);
  EXPECT_EQ(first, run_pass<float>(setup));
  EXPECT_NE(first.outputs, run_pass<float>(later).outputs);
  EXPECT_NE(first.outputs, run_pass<float>(seeded).outputs);
  EXPECT_EQ(run_pass<float>(plain).outputs, run_pass<float>(again).outputs);
}

TEST(Recurrent, HandsOutTheStateAtEachSequencesOwnEnd) {
  for (const auto& cell : cell_cases()) {
    PassSetup setup{.options = {.cell = cell.options, .hidden_sizes = {3}}, .lengths = {2, 5, 1}};
    const auto pass = run_pass<float>(setup);
    const std::size_t width = pass.last[0].size();
    for (std::size_t i = 0; i < setup.lengths.size(); ++i) {
      const auto& h = pass.outputs[i];
      EXPECT_EQ(pass.last[i], std::vector<float>(h.end() - static_cast<long>(width), h.end()));
    }
  }
}

TEST(Recurrent, HasTheGradientOfStatesThatAreGiven) {
  for (const auto& cell : cell_cases()) {
    SCOPED_TRACE(cell.name);
    Parameters<double> parameters;
    const auto layer = *Recurrent<double>::add(
        parameters, "rnn", 2, {.cell = cell.options, .hidden_sizes = {3}, .dilations = {2}});
    randomise(parameters);
    const auto layout = *RaggedLayout::from(std::vector<std::size_t>{1, 3, 4});
    const auto x = random_numbers(layout.rows() * 2, 1);
    const std::size_t width = 2 * layer.output_size(), memory = 2 * 3;
    const auto given_c = random_numbers(3 * memory, 3);
    auto given_h = random_numbers(3 * width, 2);
    const auto weights = random_numbers(97, 4);
    Variable start;
    GradientCheck{parameters, &given_h, {}, &start}.expect([&](Tape<double>& tape) {
      const Variable input = tape.input(MatrixView<const double>(x.data(), layout.rows(), 2));
      start = tape.input(MatrixView<const double>(given_h.data(), 3, width), true);
      StateVariables initial{start, {}}, last{};
      if (layer.direction(0).shape.memory) {
        initial.c = tape.input(MatrixView<const double>(given_c.data(), 3, memory), true);
      }
      // The loss rests on the final states alone.
      const RecurrentCall<double> call{
          .initial = {&initial, 1}, .last = {&last, 1}, .only_last = true};
      EXPECT_FALSE(layer.apply(tape, input, layout, call).valid());
      return weighted_sum(tape, last.h, weights);
    });
  }
}

TEST(Recurrent, RefusesOptionsThatMakeNoSense) {
  const auto refuse = [](std::size_t inputs, RecurrentOptions options, const char* word) {
    Parameters<float> parameters;
    const auto made = Recurrent<float>::add(parameters, "rnn", inputs, options);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::kInvalidOption);
    EXPECT_NE(made.error().message.find(word), std::string::npos) << made.error().message;
    EXPECT_EQ(parameters.size(), 0U);
  };
  refuse(0, {}, "input_size");
  refuse(1, {.hidden_sizes = {}}, "hidden_sizes");
  refuse(1, {.hidden_sizes = {3, 0}}, "hidden size");
  refuse(1, {.hidden_sizes = {3}, .dilations = {1, 2}}, "dilations");
  refuse(1, {.hidden_sizes = {3}, .dilations = {0}}, "dilation");
  refuse(1, {.dropout = 1}, "dropout");
  refuse(1, {.dropout = std::nan("")}, "dropout");
  refuse(1, {.cell = {.zoneout = -0.1}}, "zoneout");
  refuse(1, {.cell = {.recurrent_dropout = 1}}, "recurrent_dropout");
  refuse(1, {.cell = {.kind = CellKind::kGru, .coupled_gates = true}}, "LSTM");
  refuse(1, {.cell = {.kind = CellKind::kElmanTanh, .projection_size = 2}}, "LSTM");
}
}  // namespace
}  // namespace foretell::network

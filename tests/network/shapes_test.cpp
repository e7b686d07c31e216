// The five shapes of sequence problems, each as the network a user would build, learning a toy task
// by plain gradient descent.
#include <gtest/gtest.h>

#include "foretell/network/initialization.hpp"
#include "foretell/network/layers/attention.hpp"
#include "foretell/network/losses/regression_loss.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "foretell/network/ops/combine.hpp"
#include "foretell/network/ops/over_time.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
using Tokens = std::vector<std::uint32_t>;

std::vector<Tokens> random_sequences(std::size_t count, std::uint32_t bound, std::size_t longest) {
  Rng rng(11);
  std::vector<Tokens> result(count);
  for (auto& sequence : result) {
    sequence.resize(1 + rng.below(static_cast<std::uint32_t>(longest)));
    for (auto& token : sequence) token = rng.below(bound);
  }
  return result;
}

RaggedLayout layout_of(const std::vector<Tokens>& sequences) {
  std::vector<std::size_t> lengths;
  for (const auto& sequence : sequences) lengths.push_back(sequence.size());
  return *RaggedLayout::from(lengths);
}

/// Tokens as rows of the layout.
Tokens rows_of(const std::vector<Tokens>& sequences, const RaggedLayout& layout) {
  Tokens rows;
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) {
      rows.push_back(sequences[layout.order()[b]][t]);
    }
  }
  return rows;
}

/// The loss after some steps down the gradient, clipped to norm one.
template <class Loss>
float loss_after(Parameters<float>& parameters, int steps, float rate, const Loss& loss) {
  Tape<float> tape;
  float last = 0;
  for (int step = 0; step < steps; ++step) {
    tape.begin({.step = static_cast<std::uint64_t>(step)});
    parameters.clear_gradients();
    const Variable j = loss(tape);
    last = tape.value(j)(0, 0);
    tape.backward(j);
    float squares = 0;
    for (const auto& p : parameters) {
      for (const float d : p.gradient) squares += d * d;
    }
    const float scale = rate / std::max(1.0F, std::sqrt(squares));
    for (auto& p : parameters) {
      for (std::size_t i = 0; i < p.value.size(); ++i) p.value[i] -= scale * p.gradient[i];
    }
  }
  return last;
}

template <class Layer>
Layer started(Layer layer) {
  initialize(layer, 3);
  return layer;
}
Embedding<float> started(Embedding<float> layer) {
  initialize(layer, 0.5, 3);
  return layer;
}
Recurrent<float> started(const Result<Recurrent<float>>& layer) {
  initialize(*layer, {}, 3);
  return *layer;
}

/// One-to-one: no time at all. A class from a pair of numbers by the sign of their product.
TEST(Shapes, OneToOneLearnsExclusiveOr) {
  const std::vector<float> x = {1, 1, 1, -1, -1, 1, -1, -1};
  const Tokens y = {0, 1, 1, 0};
  Parameters<float> parameters;
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>(4, 1));
  const auto hidden = started(Recurrent<float>::add(
      parameters, "hidden", 2, {.cell = {.kind = CellKind::kElmanTanh}, .hidden_sizes = {8}}));
  const auto output = started(Linear<float>::add(parameters, "output", 8, 2));
  EXPECT_LT(loss_after(parameters, 300, 0.5F,
                       [&](Tape<float>& tape) {
                         const Variable in = tape.input(MatrixView<const float>(x.data(), 4, 2));
                         const Variable h = hidden.apply(tape, in, layout);
                         return SoftmaxCrossEntropy<float>{}.apply(tape, output.apply(tape, h), y);
                       }),
            0.05F);
}

/// One-to-many: a number of the start becomes a wave of its own length.
TEST(Shapes, OneToManyUnfoldsAWaveFromItsStart) {
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{6, 8, 3});
  const std::vector<float> start = {0.9F, 0.5F, 0.1F};
  std::vector<float> wave;
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) {
      wave.push_back(start[b] * std::cos(0.6F * static_cast<float>(t)));
    }
  }
  Parameters<float> parameters;
  const auto rnn = started(Recurrent<float>::add(
      parameters, "rnn", 1, {.cell = {.kind = CellKind::kGru}, .hidden_sizes = {12}}));
  const auto output = started(Linear<float>::add(parameters, "output", 12, 1));
  EXPECT_LT(loss_after(parameters, 600, 0.3F,
                       [&](Tape<float>& tape) {
                         const Variable one =
                             tape.input(MatrixView<const float>(start.data(), 3, 1));
                         const Variable x = repeat_over_time(tape, one, layout);
                         const Variable y = output.apply(tape, rnn.apply(tape, x, layout));
                         return MeanSquaredError<float>{}.apply(
                             tape, y, MatrixView<const float>(wave.data(), layout.rows(), 1));
                       }),
            0.01F);
}

/// Many-to-one: whether the first token was a one, read at the end.
TEST(Shapes, ManyToOneRemembersTheFirstToken) {
  const auto sequences = random_sequences(24, 2, 7);
  const auto layout = layout_of(sequences);
  const auto words = rows_of(sequences, layout);
  const Tokens firsts(words.begin(), words.begin() + static_cast<long>(layout.batch()));
  Parameters<float> parameters;
  const auto embedding = started(Embedding<float>::add(parameters, "embedding", 2, 3));
  const auto rnn = started(Recurrent<float>::add(parameters, "rnn", 3, {.hidden_sizes = {8}}));
  const auto output = started(Linear<float>::add(parameters, "output", 8, 2));
  EXPECT_LT(
      loss_after(parameters, 250, 0.7F,
                 [&](Tape<float>& tape) {
                   const Variable x = embedding.apply(tape, words);
                   const Variable end = last_over_time(tape, rnn.apply(tape, x, layout), layout);
                   return SoftmaxCrossEntropy<float>{}.apply(tape, output.apply(tape, end), firsts);
                 }),
      0.05F);
}

/// Many-to-many of equal length: each step is tagged by whether the next token is the same, which
/// only the reverse direction can know.
TEST(Shapes, ManyToManyTagsByWhatComesNext) {
  const auto sequences = random_sequences(16, 2, 7);
  std::vector<Tokens> tags = sequences;
  for (auto& sequence : tags) {
    for (std::size_t t = 0; t < sequence.size(); ++t) {
      sequence[t] = t + 1 < sequence.size() ? sequence[t + 1] : 2;
    }
  }
  const auto layout = layout_of(sequences);
  const auto words = rows_of(sequences, layout), targets = rows_of(tags, layout);
  Parameters<float> parameters;
  const auto embedding = started(Embedding<float>::add(parameters, "embedding", 2, 3));
  const auto rnn = started(Recurrent<float>::add(parameters, "rnn", 3,
                                                 {.cell = {.kind = CellKind::kOneGateGru},
                                                  .hidden_sizes = {8},
                                                  .direction = Direction::kBoth}));
  const auto output = started(Linear<float>::add(parameters, "output", 16, 3));
  EXPECT_LT(loss_after(parameters, 250, 0.7F,
                       [&](Tape<float>& tape) {
                         const Variable x = embedding.apply(tape, words);
                         const Variable h = rnn.apply(tape, x, layout);
                         return SoftmaxCrossEntropy<float>{}.apply(tape, output.apply(tape, h),
                                                                   targets);
                       }),
            0.05F);
}

/// Many-to-many of different lengths: a number written in base two is written in base four, by an
/// encoder and a decoder that looks at it.
TEST(Shapes, ManyToManyOfOtherLengthTranslatesWithAttention) {
  std::vector<Tokens> sources, fed, wanted;
  for (std::uint32_t number = 0; number < 16; ++number) {
    sources.push_back({number >> 3U, (number >> 2U) & 1U, (number >> 1U) & 1U, number & 1U});
    wanted.push_back({number / 4, number % 4});
    fed.push_back({4, number / 4});  // a start sign, then what was written before
  }
  const auto source_layout = layout_of(sources), target_layout = layout_of(fed);
  const auto source = rows_of(sources, source_layout), in = rows_of(fed, target_layout),
             out = rows_of(wanted, target_layout);
  Parameters<float> parameters;
  const auto source_words = started(Embedding<float>::add(parameters, "source", 2, 6));
  const auto target_words = started(Embedding<float>::add(parameters, "target", 5, 6));
  const auto encoder =
      started(Recurrent<float>::add(parameters, "encoder", 6, {.hidden_sizes = {16}}));
  const auto decoder =
      started(Recurrent<float>::add(parameters, "decoder", 6, {.hidden_sizes = {16}}));
  const auto output = started(Linear<float>::add(parameters, "output", 32, 4));
  EXPECT_LT(
      loss_after(
          parameters, 400, 0.7F,
          [&](Tape<float>& tape) {
            StateVariables end;
            const Variable read = encoder.apply(tape, source_words.apply(tape, source),
                                                source_layout, {.last = {&end, 1}});
            const StateVariables start{
                to_slot_order(tape, to_caller_order(tape, end.h, source_layout), target_layout),
                to_slot_order(tape, to_caller_order(tape, end.c, source_layout), target_layout)};
            const Variable h = decoder.apply(tape, target_words.apply(tape, in), target_layout,
                                             {.initial = {&start, 1}});
            const auto seen =
                DotAttention{}.apply(tape, h, target_layout, {read, read, &source_layout});
            const Variable both = concatenate(tape, h, seen.context);
            return SoftmaxCrossEntropy<float>{}.apply(tape, output.apply(tape, both), out);
          }),
      0.05F);
}
}  // namespace
}  // namespace foretell::network

#include "foretell/network/stream.hpp"

#include <gtest/gtest.h>

#include "foretell/network/layers/embedding.hpp"
#include "foretell/network/layers/linear.hpp"
#include "tests/network/allocation_count.hpp"
#include "tests/network/cell_cases.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
/// Embedding, two dilated layers, output: a model that continues tokens.
struct Model {
  Parameters<float> parameters;
  Embedding<float> embedding = Embedding<float>::add(parameters, "embedding", 7, 5);
  Recurrent<float> rnn;
  Linear<float> output;

  explicit Model(const CellOptions& cell, std::size_t width = 6)
      : rnn(*Recurrent<float>::add(
            parameters, "rnn", 5,
            {.cell = cell, .hidden_sizes = {width, width + 1}, .dilations = {1, 2}})),
        output(Linear<float>::add(parameters, "output", rnn.output_size(), 7)) {
    randomise(parameters);
  }

  Variable apply(Tape<float>& tape, std::span<const std::uint32_t> tokens,
                 const RaggedLayout& layout, const RecurrentCall<float>& call) const {
    return output.apply(tape, rnn.apply(tape, embedding.apply(tape, tokens), layout, call));
  }
};

TEST(Stream, GivesTheBitsOfTheWholeSequence) {
  const std::vector<std::uint32_t> tokens = {3, 1, 4, 1, 5, 2, 6, 5, 3, 5};
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{tokens.size()});
  for (const auto& cell : cell_cases()) {
    SCOPED_TRACE(cell.name);
    const Model model(cell.options);
    Tape<float> tape;
    tape.begin({.mode = Mode::kInference});
    const auto whole = tape.value(model.apply(tape, tokens, layout, {}));
    auto stream = *Stream<float>::over(model.rnn);
    for (int time = 0; time < 2; ++time) {
      for (std::size_t t = 0; t < tokens.size(); ++t) {
        const auto y = stream.step([&](auto& stream_tape, const auto& one, const auto& call) {
          return model.apply(stream_tape, {&tokens[t], 1}, one, call);
        });
        ASSERT_TRUE(std::equal(y.row(0), y.row(0) + 7, whole.row(t))) << t;
      }
      stream.reset();
    }
  }
}

TEST(Stream, AllocatesNothingOnceItRunsAndItsMemoryStaysTheSame) {
  for (const auto& cell : cell_cases()) {
    const Model model(cell.options, 48);
    auto stream = *Stream<float>::over(model.rnn, 3);
    const std::vector<std::uint32_t> tokens = {1, 2, 3};
    const auto step = [&] {
      (void)stream.step([&](auto& tape, const auto& layout, const auto& call) {
        return model.apply(tape, tokens, layout, call);
      });
    };
    for (int t = 0; t < 3; ++t) step();
    const std::size_t before = num_allocations(), memory = stream.memory();
    for (int t = 0; t < 50; ++t) step();
    EXPECT_EQ(num_allocations() - before, 0U) << cell.name;
    EXPECT_EQ(stream.memory(), memory);
  }
}

TEST(Stream, RefusesALayerThatWalksBackwards) {
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(parameters, "rnn", 2, {.direction = Direction::kBoth});
  const auto stream = Stream<float>::over(layer);
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().code, ErrorCode::kUnsupported);
}

/// A training pass over a batch; the number of allocations it made.
std::size_t train_once(Tape<float>& tape, const Model& model, const RaggedLayout& layout,
                       std::span<const std::uint32_t> tokens) {
  const std::size_t before = num_allocations();
  tape.begin({});
  const Variable y = model.apply(tape, tokens, layout, {});
  tape.gradient(y)(0, 0) = 1;
  tape.backward();
  return num_allocations() - before;
}

TEST(Tape, AllocatesNothingForABatchThatFitsWhatCameBefore) {
  const Model model({});
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{30, 7, 12});
  const std::vector<std::uint32_t> tokens(layout.rows(), 2);
  Tape<float> tape;
  for (int pass = 0; pass < 3; ++pass) train_once(tape, model, layout, tokens);
  EXPECT_EQ(train_once(tape, model, layout, tokens), 0U);
}
}  // namespace
}  // namespace foretell::network

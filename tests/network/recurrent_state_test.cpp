#include "foretell/network/recurrent_state.hpp"

#include <gtest/gtest.h>

#include "tests/network/cell_cases.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
/// Sequences of 1 to 9 steps, cut at step 4: what is left of each, in the caller's order.
const std::vector<std::size_t> kWhole = {6, 9, 5, 9}, kHead = {4, 4, 4, 4}, kTail = {2, 5, 1, 5};
constexpr std::size_t kStateInputs = 2, kCut = 4;

template <class Real>
Real number(std::size_t sequence, std::size_t t, std::size_t c) {
  return random_numbers<Real>(kStateInputs, 100 * sequence + t)[c];
}

template <class Real>
Variable frames(Tape<Real>& tape, const RaggedLayout& layout, std::size_t start) {
  const Variable x = tape.make(layout.rows(), kStateInputs, true);
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) {
      for (std::size_t c = 0; c < kStateInputs; ++c) {
        tape.value(x)(layout.row(t, b), c) = number<Real>(layout.order()[b], start + t, c);
      }
    }
  }
  return x;
}

/// Deterministic cells of two layers, dilated.
RecurrentOptions two_layers(CellOptions cell) {
  cell.zoneout = cell.zoneout_memory = cell.recurrent_dropout = 0;
  return {.cell = cell, .hidden_sizes = {3, 4}, .dilations = {1, 3}, .learned_state = true};
}

TEST(RecurrentState, CarriedOverACutGivesTheBitsOfTheWholeSequence) {
  for (const auto& cell : cell_cases()) {
    SCOPED_TRACE(cell.name);
    Parameters<float> parameters;
    const auto layer =
        *Recurrent<float>::add(parameters, "rnn", kStateInputs, two_layers(cell.options));
    randomise(parameters);
    const auto whole = *RaggedLayout::from(kWhole);
    Tape<float> tape, reference;
    const auto expected =
        reference.value(layer.apply(reference, frames(reference, whole, 0), whole));
    RecurrentState<float> state(layer, 4);
    for (const std::size_t start : {std::size_t{0}, kCut}) {
      const auto layout = *RaggedLayout::from(start == 0 ? kHead : kTail);
      tape.begin({});
      const RecurrentCall<float> call{.initial = state.enter(tape, layout), .last = state.last()};
      const auto h = tape.value(layer.apply(tape, frames(tape, layout, start), layout, call));
      state.leave(tape, layout);
      for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t b = layout.slot_of(i);
        for (std::size_t t = 0; t < layout.length(b); ++t) {
          const float* row = h.row(layout.row(t, b));
          ASSERT_TRUE(std::equal(row, row + h.cols(),
                                 expected.row(whole.row(start + t, whole.slot_of(i)))));
        }
      }
    }
  }
}

/// The loss of the steps from `start`, as gradients 1, 1/2, … of their outputs by sequence and
/// time.
void seed_gradients(Tape<double>& tape, Variable h, const RaggedLayout& layout, std::size_t start) {
  const auto dh = tape.gradient(h);
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) {
      const auto key = layout.order()[b] + start + t;
      for (std::size_t c = 0; c < dh.cols(); ++c) {
        dh(layout.row(t, b), c) += 1.0 / static_cast<double>(1 + key + c);
      }
    }
  }
}

TEST(RecurrentState, GradientsThroughACutAddUpToThoseOfFullBackpropagation) {
  for (const auto& cell : cell_cases()) {
    SCOPED_TRACE(cell.name);
    Parameters<double> parameters;
    auto options = two_layers(cell.options);
    const auto layer = *Recurrent<double>::add(parameters, "rnn", kStateInputs, options);
    randomise(parameters);
    const auto whole = *RaggedLayout::from(kHead);
    Tape<double> full;
    full.begin({});
    const Variable all = layer.apply(full, frames(full, whole, 0), whole);
    seed_gradients(full, all, whole, 0);
    full.backward();
    std::vector<std::vector<double>> expected;
    for (const auto& p : parameters) expected.push_back(p.gradient);
    parameters.clear_gradients();

    // Two windows of two steps; the second hands the gradient of its start to the first's end.
    const auto half = *RaggedLayout::from(std::vector<std::size_t>{2, 2, 2, 2});
    Tape<double> first, second;
    first.begin({});
    second.begin({});
    std::vector<StateVariables> middle(layer.num_states()), start(layer.num_states());
    const Variable h1 = layer.apply(first, frames(first, half, 0), half, {.last = middle});
    for (std::size_t k = 0; k < start.size(); ++k) {
      start[k].h = second.input(MatrixView<const double>(first.value(middle[k].h)), true);
      if (!middle[k].c.valid()) continue;
      start[k].c = second.input(MatrixView<const double>(first.value(middle[k].c)), true);
    }
    const Variable h2 = layer.apply(second, frames(second, half, 2), half, {.initial = start});
    seed_gradients(second, h2, half, 2);
    second.backward();
    seed_gradients(first, h1, half, 0);
    for (std::size_t k = 0; k < start.size(); ++k) {
      for (const auto& [to, from] :
           {std::pair{middle[k].h, start[k].h}, {middle[k].c, start[k].c}}) {
        if (!to.valid()) continue;
        const auto d = second.gradient(from), target = first.gradient(to);
        std::copy_n(d.data(), d.rows() * d.cols(), target.data());
      }
    }
    first.backward();
    std::size_t k = 0;
    for (const auto& p : parameters) {
      for (std::size_t i = 0; i < p.gradient.size(); ++i) {
        EXPECT_NEAR(p.gradient[i], expected[k][i], 1e-12) << p.name;
      }
      ++k;
    }
  }
}

TEST(RecurrentState, ForgetsWhenReset) {
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(parameters, "rnn", kStateInputs, {.hidden_sizes = {3}});
  RecurrentState<float> state(layer, 1);
  EXPECT_TRUE(state.fresh());
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{1});
  Tape<float> tape;
  tape.begin({});
  EXPECT_TRUE(state.enter(tape, layout).empty());
  state.set(state.values());
  EXPECT_EQ(state.enter(tape, layout).size(), 1U);
  state.reset();
  EXPECT_TRUE(state.enter(tape, layout).empty());
}
}  // namespace
}  // namespace foretell::network

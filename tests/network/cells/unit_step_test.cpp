#include "foretell/network/cells/unit_step.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "foretell/base/parallel.hpp"
#include "foretell/base/thread_pair.hpp"
#include "tests/network/cell_cases.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
constexpr std::size_t kSteps = 40;

// A cell, its packed weights, and numbers of one sequence: row 0 of a state is where it starts.
struct Sequence {
  CellShape shape;
  std::size_t width;
  Parameters<float> parameters;
  Arena arena;
  Packing<float> packing;
  Cell<float> cell;
  std::vector<float> gates, extra, h, c, begun;

  Sequence(const CellOptions& options, std::size_t units)
      : shape(CellShape::of(options)),
        width(units),
        cell(add_cell(parameters, options, {"rnn.", "_l0", units})),
        gates(random_numbers<float>(kSteps * shape.num_gates * units, 1)),
        extra(kSteps * shape.num_extra * units),
        h(random_numbers<float>((kSteps + 1) * units, 2)),
        c(random_numbers<float>((kSteps + 1) * units, 3)),
        begun(shape.num_gates * units) {
    randomise(parameters);
    const auto pack = [&](const auto& any) {
      for (const auto& product : any.products())
        packing.add(arena, product.rows(), Packing<float>::For::kBoth);
    };
    std::visit(pack, cell);
  }
  static MatrixView<float> row(std::vector<float>& x, std::size_t t, std::size_t size) {
    return {x.data() + t * size, size == 0 ? 0U : 1U, size};
  }
  void take(std::size_t t) {
    CellStep<float> step;
    step.h_in = step.h_prev = row(h, t, width);
    step.c_prev = row(c, t, width);
    step.gates = row(gates, t, shape.num_gates * width);
    step.extra = row(extra, t, shape.num_extra * width);
    step.h = row(h, t + 1, width);
    step.c = row(c, t + 1, width);
    step.packing = &packing;
    std::visit([&](const auto& any) { any.forward(step); }, cell);
  }
  // Some units' step, in two parts: with the first terms of the sums, and with the others after
  // `between`.
  template <class Between>
  void take(std::size_t t, const UnitCell& by_units, kernels::Units units, std::size_t terms,
            const Between& between) {
    UnitStep step;
    step.h_prev = row(h, t, width);
    step.c_prev = row(c, t, width);
    step.gates = {row(gates, t, shape.num_gates * width).data(), shape.num_gates, width};
    step.extra = row(extra, t, shape.num_extra * width);
    step.h = row(h, t + 1, width);
    step.c = row(c, t + 1, width);
    step.begun = {begun.data(), shape.num_gates, width};
    by_units.add_terms(step, {0, terms}, units);
    between();
    by_units.add_terms(step, {terms, width}, units);
    by_units.finish(step, units);
  }
};

const std::vector<CellOptions>& cells_of_units() {
  static const std::vector<CellOptions> cells = {
      {.kind = CellKind::kLstm},
      {.kind = CellKind::kPeepholeLstm},
      {.kind = CellKind::kLstm, .coupled_gates = true},
      {.kind = CellKind::kPeepholeLstm, .coupled_gates = true},
      {.kind = CellKind::kGru},
      {.kind = CellKind::kGru, .bias = false},
      {.kind = CellKind::kElmanTanh},
      {.kind = CellKind::kElmanRelu}};
  return cells;
}

TEST(UnitCell, HasTheBitsOfTheCellsOwnStepOnTwoThreads) {
  const ThreadLimit two(2);
  ThreadPair pair(true);
  while (!pair.is_complete()) std::this_thread::yield();
  for (const auto& options : cells_of_units()) {
    for (const std::size_t width : {16U, 64U, 96U, 272U}) {
      Sequence whole(options, width), halves(options, width);
      const auto by_units = UnitCell::from(halves.cell, halves.packing);
      ASSERT_TRUE(by_units);
      pair.run([&](std::size_t half) {
        for (std::size_t t = 0; t < kSteps; ++t) {
          const kernels::Units units = kernels::half_of_units(width, half);
          halves.take(t, *by_units, units, half == 0 ? units.count : 0,
                      [&] { pair.await_other(half); });
          pair.announce(half);
        }
      });
      for (std::size_t t = 0; t < kSteps; ++t) whole.take(t);
      EXPECT_EQ(halves.h, whole.h);
      EXPECT_EQ(halves.c, whole.c);
      EXPECT_EQ(halves.gates, whole.gates);
      EXPECT_EQ(halves.extra, whole.extra);
    }
  }
}

// The gradients of every step of a sequence, from those of its states.
struct Gradients {
  std::vector<float> h, c, scratch;

  explicit Gradients(std::size_t width)
      : h(random_numbers<float>((kSteps + 1) * width, 5)),
        c(random_numbers<float>((kSteps + 1) * width, 6)),
        scratch(width) {}

  void add_previous(std::size_t t, std::size_t width, kernels::Units units) {
    for (std::size_t j = units.first; j < units.first + units.count; ++j) {
      h[t * width + j] += scratch[j];
    }
  }
};

void backward_whole(Sequence& s, Gradients& d) {
  const kernels::Units all{0, s.width};
  for (std::size_t t = kSteps; t-- > 0;) {
    CellStep<float> step;
    step.c_prev = Sequence::row(s.c, t, s.width);
    step.gates = Sequence::row(s.gates, t, s.shape.num_gates * s.width);
    step.packing = &s.packing;
    CellGradients<float> g;
    g.dh = Sequence::row(d.h, t + 1, s.width);
    g.dc = Sequence::row(d.c, t + 1, s.width);
    g.dc_prev = Sequence::row(d.c, t, s.width);
    std::fill(d.scratch.begin(), d.scratch.end(), 0.0F);
    g.dh_in = g.dh_prev = Sequence::row(d.scratch, 0, s.width);
    std::visit([&](const auto& any) { any.backward(step, g); }, s.cell);
    d.add_previous(t, s.width, all);
  }
}

void backward_half(Sequence& s, Gradients& d, ThreadPair& pair, std::size_t half) {
  const auto by_units = UnitCellBackward::from(s.cell, s.packing);
  const kernels::Units units = kernels::half_of_units(s.width, half);
  for (std::size_t t = kSteps; t-- > 0;) {
    const auto gates = Sequence::row(s.gates, t, s.shape.num_gates * s.width);
    UnitStep step;
    step.c_prev = Sequence::row(s.c, t, s.width);
    step.gates = {gates.data(), s.shape.num_gates, s.width};
    const UnitGradients g{Sequence::row(d.h, t + 1, s.width), Sequence::row(d.c, t + 1, s.width),
                          Sequence::row(d.c, t, s.width), Sequence::row(d.scratch, 0, s.width)};
    by_units->replace_gates(step, g, units);
    pair.announce(half);
    pair.await_other(half);
    by_units->give_back(gates, g, units);
    d.add_previous(t, s.width, units);
  }
}

TEST(UnitCell, HasTheBitsOfTheCellsOwnStepBackwardsOnTwoThreads) {
  const ThreadLimit two(2);
  ThreadPair pair(true);
  while (!pair.is_complete()) std::this_thread::yield();
  for (const auto& options : cells_of_units()) {
    if (options.kind != CellKind::kLstm && options.kind != CellKind::kPeepholeLstm) continue;
    for (const std::size_t width : {16U, 64U, 96U, 272U}) {
      Sequence whole(options, width), halves(options, width);
      for (std::size_t t = 0; t < kSteps; ++t) {
        whole.take(t);
        halves.take(t);
      }
      Gradients expected(width), found(width);
      backward_whole(whole, expected);
      pair.run([&](std::size_t half) { backward_half(halves, found, pair, half); });
      EXPECT_EQ(found.h, expected.h);
      EXPECT_EQ(found.c, expected.c);
      EXPECT_EQ(halves.gates, whole.gates);
      for (auto& parameter : whole.parameters) {
        EXPECT_EQ(halves.parameters.find(parameter.name)->gradient, parameter.gradient);
      }
    }
  }
}

TEST(UnitCell, IsNotThereWhereUnitsNeedEachOtherOrWeightsAreLaidOutOtherwise) {
  for (const auto& options :
       {CellOptions{.kind = CellKind::kGruResetBefore}, CellOptions{.kind = CellKind::kOneGateGru},
        CellOptions{.kind = CellKind::kLstm, .layer_norm = true},
        CellOptions{.kind = CellKind::kLstm, .projection_size = 16}}) {
    const Sequence sequence(options, 32);
    EXPECT_FALSE(UnitCell::from(sequence.cell, sequence.packing));
  }
  const Sequence gru({.kind = CellKind::kGru}, 32);
  EXPECT_FALSE(UnitCellBackward::from(gru.cell, gru.packing));
  const Sequence odd({}, 50), even({}, 48);
  EXPECT_FALSE(UnitCellBackward::from(odd.cell, odd.packing));
  EXPECT_FALSE(UnitCellBackward::from(even.cell, {}));
  EXPECT_FALSE(UnitCell::from(odd.cell, odd.packing));
  EXPECT_FALSE(UnitCell::from(even.cell, {}));
  EXPECT_TRUE(UnitCell::from(even.cell, even.packing));
}
}  // namespace
}  // namespace foretell::network

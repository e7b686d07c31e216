#include "foretell/kernels/lstm_vectors.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/kernels/reference/lstm_pointwise.hpp"
#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
// One step of a batch in either precision, from the same numbers.
template <class Real>
struct Step {
  std::size_t batch, width;
  bool coupled, peephole;
  std::vector<Real> gates, c_prev, c, m, weights, dweights, dm, dc, dc_prev;

  Step(std::size_t b, std::size_t h, bool couple, bool peep)
      : batch(b), width(h), coupled(couple), peephole(peep) {
    Rng rng(9);
    const auto draw = [&rng](std::vector<Real>& x, std::size_t count) {
      x.resize(count);
      for (Real& value : x) value = static_cast<Real>(static_cast<float>(rng.normal()));
    };
    draw(gates, b * num_gates() * h);
    draw(c_prev, b * h);
    draw(weights, num_peepholes() * h);
    draw(dm, b * h);
    draw(dc, b * h);
    dweights.assign(weights.size(), 0);
    c.resize(b * h);
    m.resize(b * h);
    dc_prev.resize(b * h);
  }
  [[nodiscard]] std::size_t num_gates() const { return coupled ? 3 : 4; }
  [[nodiscard]] std::size_t num_peepholes() const { return coupled ? 2 : 3; }
  [[nodiscard]] LstmVariant<Real> variant() {
    if (!peephole) return {.coupled = coupled};
    return {{weights.data(), num_peepholes(), width},
            {dweights.data(), num_peepholes(), width},
            coupled};
  }
  [[nodiscard]] MatrixView<Real> rows(std::vector<Real>& x, std::size_t blocks = 1) {
    return {x.data(), batch, blocks * width};
  }
  template <class Forward, class Backward>
  void run(const Forward& forward, const Backward& backward) {
    forward(rows(gates, num_gates()), rows(c_prev), variant(), rows(c), rows(m));
    backward(rows(gates, num_gates()), rows(c_prev), variant(),
             LstmGradients<Real>{rows(dm), rows(dc), rows(dc_prev)});
  }
};

void expect_near(const std::vector<float>& x, const std::vector<double>& truth) {
  ASSERT_EQ(x.size(), truth.size());
  for (std::size_t i = 0; i < x.size(); ++i) ASSERT_NEAR(x[i], truth[i], 1e-5) << i;
}

TEST(LstmVectors, AgreeWithTheReferenceInDoubleForEveryVariantAndOddWidth) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const std::size_t width : {1U, 7U, 16U, 21U}) {
      for (const bool coupled : {false, true}) {
        for (const bool peephole : {false, true}) {
          SCOPED_TRACE(testing::Message() << hwy::TargetName(left & -left) << " " << width);
          Step<float> fast(3, width, coupled, peephole);
          Step<double> truth(3, width, coupled, peephole);
          fast.run(lstm_forward_vectors, lstm_backward_vectors);
          truth.run(reference::lstm_forward<double>, reference::lstm_backward<double>);
          expect_near(fast.gates, truth.gates);
          expect_near(fast.c, truth.c);
          expect_near(fast.m, truth.m);
          expect_near(fast.dc, truth.dc);
          expect_near(fast.dc_prev, truth.dc_prev);
          expect_near(fast.dweights, truth.dweights);
        }
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(LstmVectors, GiveSomeUnitsOfOneSequenceTheBitsOfTheWholeStep) {
  const std::size_t width = 37, middle = 13;
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const auto& [coupled, peephole] :
         {std::pair{false, false}, {false, true}, {true, false}, {true, true}}) {
      Step<float> whole(1, width, coupled, peephole), parts = whole;
      lstm_forward_vectors(whole.rows(whole.gates, whole.num_gates()), whole.rows(whole.c_prev),
                           whole.variant(), whole.rows(whole.c), whole.rows(whole.m));
      for (const auto& [first, count] : {std::pair{middle, width - middle}, {0, middle}}) {
        const MatrixView<float> gates(parts.gates.data(), parts.num_gates(), width);
        auto variant = parts.variant();
        if (peephole) variant.peephole = variant.peephole.cols_from(first, count);
        lstm_forward_units(gates.cols_from(first, count),
                           parts.rows(parts.c_prev).cols_from(first, count), variant,
                           parts.rows(parts.c).cols_from(first, count),
                           parts.rows(parts.m).cols_from(first, count));
      }
      EXPECT_EQ(parts.gates, whole.gates) << hwy::TargetName(left & -left);
      EXPECT_EQ(parts.c, whole.c);
      EXPECT_EQ(parts.m, whole.m);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}
}  // namespace
}  // namespace foretell::kernels

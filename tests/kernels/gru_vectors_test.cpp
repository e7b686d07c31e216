#include "foretell/kernels/gru_vectors.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/kernels/elman_vectors.hpp"
#include "foretell/kernels/reference/elman_pointwise.hpp"
#include "foretell/kernels/reference/gru_pointwise.hpp"
#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
// Named blocks [3, width] of normal numbers, the same in either precision; "gates" holds three.
template <class Real>
struct Blocks {
  std::size_t width;
  std::map<char, std::vector<Real>> of;

  explicit Blocks(std::size_t h) : width(h) {
    Rng rng(11);
    for (const char name : {'g', 'u', 'p', 'h', 'd', 'q'}) {
      auto& x = of[name];
      x.resize((name == 'g' ? 9 : 3) * h);
      for (Real& value : x) value = static_cast<Real>(static_cast<float>(rng.normal()));
    }
  }
  MatrixView<Real> operator()(char name) { return {of[name].data(), 3, width}; }
  MatrixView<Real> gates(std::size_t blocks) { return {of['g'].data(), 3, blocks * width}; }
};

// Runs the same step in float on vectors and in double by the reference, on every instruction set.
template <class Fast, class Truth>
void expect_agreement(const Fast& fast, const Truth& truth) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const std::size_t width : {1U, 5U, 16U, 37U}) {
      Blocks<float> x(width);
      Blocks<double> y(width);
      fast(x);
      truth(y);
      for (const auto& [name, values] : y.of) {
        for (std::size_t i = 0; i < values.size(); ++i) {
          ASSERT_NEAR(x.of[name][i], values[i], 1e-5)
              << name << " " << width << " " << hwy::TargetName(left & -left);
        }
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(GruVectors, AgreeWithTheReferenceInDoubleWithResetAfterTheProduct) {
  expect_agreement(
      [](auto& x) {
        gru_forward_vectors(x.gates(3), x('u'), x('p'), x('h'));
        gru_backward_vectors(x.gates(3), x('u'), x('p'), x('d'), x('q'));
      },
      [](auto& x) {
        reference::gru_forward<double>(x.gates(3), x('u'), x('p'), x('h'));
        reference::gru_backward<double>(x.gates(3), x('u'), x('p'), x('d'), x('q'));
      });
}

TEST(GruVectors, GiveSomeUnitsOfOneSequenceTheBitsOfTheWholeStep) {
  const std::size_t width = 37, middle = 13;
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    Blocks<float> whole(width), parts(width);
    const auto row = [&](auto& x, char name) { return x(name).rows_from(0, 1); };
    gru_forward_vectors(whole.gates(3).rows_from(0, 1), row(whole, 'u'), row(whole, 'p'),
                        row(whole, 'h'));
    for (const auto& [first, count] : {std::pair{middle, width - middle}, {0, middle}}) {
      const auto units = [&, first = first, count = count](MatrixView<float> x) {
        return x.cols_from(first, count);
      };
      gru_forward_units(units({parts.of['g'].data(), 3, width}), units(row(parts, 'u')),
                        units(row(parts, 'p')), units(row(parts, 'h')));
    }
    EXPECT_EQ(parts.of, whole.of) << hwy::TargetName(left & -left);
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(GruVectors, AgreeWithTheReferenceInDoubleWithResetBeforeTheProduct) {
  expect_agreement(
      [](auto& x) {
        gru_reset_vectors(x.gates(3), x('p'), x('u'));
        gru_update_vectors(x.gates(3), x('p'), x('h'));
        gru_update_backward_vectors(x.gates(3), x('p'), x('d'), x('q'));
        gru_reset_backward_vectors(x.gates(3), x('p'), x('u'), x('q'));
      },
      [](auto& x) {
        reference::gru_reset<double>(x.gates(3), x('p'), x('u'));
        reference::gru_update<double>(x.gates(3), x('p'), x('h'));
        reference::gru_update_backward<double>(x.gates(3), x('p'), x('d'), x('q'));
        reference::gru_reset_backward<double>(x.gates(3), x('p'), x('u'), x('q'));
      });
}

TEST(GruVectors, AgreeWithTheReferenceInDoubleWithOneGate) {
  expect_agreement(
      [](auto& x) {
        one_gate_forward_vectors(x.gates(2), x('p'), x('h'));
        one_gate_backward_vectors(x.gates(2), x('p'), x('d'), x('q'));
      },
      [](auto& x) {
        reference::one_gate_forward<double>(x.gates(2), x('p'), x('h'));
        reference::one_gate_backward<double>(x.gates(2), x('p'), x('d'), x('q'));
      });
}

TEST(ElmanVectors, AgreeWithTheReferenceInDouble) {
  for (const auto activation : {Activation::kTanh, Activation::kRelu}) {
    expect_agreement(
        [&](auto& x) {
          elman_forward_vectors(activation, x('u'), x('h'));
          elman_backward_vectors(activation, x('u'), x('d'));
        },
        [&](auto& x) {
          reference::elman_forward<double>(activation, x('u'), x('h'));
          reference::elman_backward<double>(activation, x('u'), x('d'));
        });
  }
}
}  // namespace
}  // namespace foretell::kernels

#include <gtest/gtest.h>

#include "foretell/network/losses/binary_cross_entropy.hpp"
#include "foretell/network/losses/pinball_loss.hpp"
#include "foretell/network/losses/regression_loss.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
constexpr std::size_t kRows = 5, kCols = 3;

/// One loss on 5 rows of 3 numbers, by mean and sum, with and without weights.
template <class MakeLoss>
void check(const MakeLoss& make_loss, std::size_t cols = kCols) {
  const std::vector<double> weights = {0.5, 1, 0, 2, 0.25};
  for (const bool mean : {true, false}) {
    for (const bool weighted : {true, false}) {
      LossOptions<double> options{.mean = mean};
      if (weighted) options.weights = weights;
      Parameters<double> none;
      auto x = random_numbers(kRows * cols, 1, 2);
      Variable input;
      GradientCheck{none, &x, {}, &input}.expect([&](Tape<double>& tape) {
        input = tape.input(MatrixView<const double>(x.data(), kRows, cols), true);
        return make_loss(tape, input, options);
      });
    }
  }
}

double value_of(const std::vector<double>& x, std::size_t rows, const auto& loss) {
  Tape<double> tape;
  tape.begin({.mode = Mode::kInference});
  const Variable input = tape.input(MatrixView<const double>(x.data(), rows, x.size() / rows));
  return tape.value(loss(tape, input))(0, 0);
}

TEST(SoftmaxCrossEntropy, HasTheGradientOfCentralDifferences) {
  const std::vector<std::uint32_t> targets = {0, 2, 1, 1, 0};
  for (const double smoothing : {0.0, 0.1}) {
    check([&](auto& tape, Variable x, const auto& options) {
      return SoftmaxCrossEntropy<double>{smoothing, options}.apply(tape, x, targets);
    });
  }
}

TEST(SoftmaxCrossEntropy, IsTheLogarithmOfTheCountForEqualLogits) {
  const std::vector<std::uint32_t> targets = {3, 0};
  const std::vector<double> logits(8, 700);
  EXPECT_NEAR(value_of(logits, 2,
                       [&](auto& tape, Variable x) {
                         return SoftmaxCrossEntropy<double>{}.apply(tape, x, targets);
                       }),
              std::log(4), 1e-12);
}

TEST(SoftmaxCrossEntropy, StaysFiniteForHugeLogits) {
  const std::vector<std::uint32_t> targets = {1};
  const std::vector<double> logits = {1e300, -1e300};
  EXPECT_EQ(value_of(logits, 1,
                     [&](auto& tape, Variable x) {
                       return SoftmaxCrossEntropy<double>{}.apply(tape, x, targets);
                     }),
            2e300);
}

TEST(SoftmaxCrossEntropy, MixesTheTargetWithTheUniformWhereSmoothed) {
  const std::vector<std::uint32_t> targets = {0};
  const std::vector<double> logits = {std::log(2), 0, 0};  // p = 1/2, 1/4, 1/4
  const double expected = -(0.9 + 0.1 / 3) * std::log(0.5) - 2 * (0.1 / 3) * std::log(0.25);
  EXPECT_NEAR(value_of(logits, 1,
                       [&](auto& tape, Variable x) {
                         return SoftmaxCrossEntropy<double>{0.1}.apply(tape, x, targets);
                       }),
              expected, 1e-12);
}

const std::vector<double> kTargets = random_numbers(kRows * kCols, 2, 2);
const MatrixView<const double> kTargetView(kTargets.data(), kRows, kCols);

TEST(BinaryCrossEntropy, HasTheGradientOfCentralDifferences) {
  std::vector<double> labels(kRows * kCols);
  for (std::size_t k = 0; k < labels.size(); ++k) labels[k] = k % 3 == 0 ? 1 : k % 3 == 1 ? 0 : 0.3;
  const MatrixView<const double> view(labels.data(), kRows, kCols);
  check([&](auto& tape, Variable x, const auto& options) {
    return BinaryCrossEntropy<double>{options}.apply(tape, x, view);
  });
}

TEST(BinaryCrossEntropy, SumsTheLabelsOfAStepAndStaysFinite) {
  const std::vector<double> logits = {0, 1e300, -1e300}, labels = {1, 1, 0};
  EXPECT_NEAR(value_of(logits, 1,
                       [&](auto& tape, Variable x) {
                         return BinaryCrossEntropy<double>{}.apply(
                             tape, x, MatrixView<const double>(labels.data(), 1, 3));
                       }),
              std::log(2), 1e-12);
}

TEST(RegressionLosses, HaveTheGradientOfCentralDifferences) {
  check([&](auto& tape, Variable x, const auto& options) {
    return MeanSquaredError<double>{options}.apply(tape, x, kTargetView);
  });
  check([&](auto& tape, Variable x, const auto& options) {
    return MeanAbsoluteError<double>{options}.apply(tape, x, kTargetView);
  });
  for (const double delta : {0.3, 1.0}) {
    check([&](auto& tape, Variable x, const auto& options) {
      return HuberLoss<double>{delta, options}.apply(tape, x, kTargetView);
    });
  }
}

TEST(RegressionLosses, HaveTheValuesOfTheirFormulas) {
  const std::vector<double> x = {1, 5}, y = {0, 2};
  const MatrixView<const double> targets(y.data(), 1, 2);
  EXPECT_EQ(value_of(x, 1,
                     [&](auto& t, Variable v) {
                       return MeanSquaredError<double>{}.apply(t, v, targets);
                     }),
            5);
  EXPECT_EQ(value_of(x, 1,
                     [&](auto& t, Variable v) {
                       return MeanAbsoluteError<double>{}.apply(t, v, targets);
                     }),
            2);
  EXPECT_EQ(
      value_of(x, 1,
               [&](auto& t, Variable v) { return HuberLoss<double>{2}.apply(t, v, targets); }),
      (0.5 + 4) / 2);
}

TEST(PinballLoss, HasTheGradientOfCentralDifferences) {
  const std::vector<double> levels = {0.1, 0.5, 0.9};
  check(
      [&](auto& tape, Variable x, const auto& options) {
        return PinballLoss<double>{levels, options}.apply(tape, x, kTargetView);
      },
      kCols * levels.size());
}

TEST(PinballLoss, WeighsErrorsByTheirSide) {
  const std::vector<double> levels = {0.1, 0.9}, x = {0, 0}, y = {2};
  EXPECT_NEAR(value_of(x, 1,
                       [&](auto& t, Variable v) {
                         return PinballLoss<double>{levels}.apply(
                             t, v, MatrixView<const double>(y.data(), 1, 1));
                       }),
              (0.1 * 2 + 0.9 * 2) / 2, 1e-15);
}

TEST(LossOptions, GiveZeroWhereAllWeightsAreZero) {
  const std::vector<double> weights = {0, 0}, x = {1, 2}, y = {0, 0};
  EXPECT_EQ(value_of(x, 2,
                     [&](auto& t, Variable v) {
                       return MeanSquaredError<double>{{.weights = weights}}.apply(
                           t, v, MatrixView<const double>(y.data(), 2, 1));
                     }),
            0);
}
}  // namespace
}  // namespace foretell::network

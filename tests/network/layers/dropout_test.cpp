#include "foretell/network/layers/dropout.hpp"

#include <gtest/gtest.h>

#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
const RaggedLayout& rows_to_drop() {
  static const auto made = *RaggedLayout::from(std::vector<std::size_t>{50, 80, 3});
  return made;
}

TEST(Dropout, HasTheGradientOfCentralDifferences) {
  for (const bool per_sequence : {false, true}) {
    for (const std::size_t rows : {rows_to_drop().rows(), rows_to_drop().batch()}) {
      Parameters<double> none;
      auto x = random_numbers(rows * 2, 1);
      const auto weights = random_numbers(97, 2);
      Variable input;
      GradientCheck{none, &x, {.seed = 1}, &input}.expect([&](Tape<double>& tape) {
        input = tape.input(MatrixView<const double>(x.data(), rows, 2), true);
        return weighted_sum(tape, Dropout{0.3, per_sequence}.apply(tape, input, rows_to_drop()),
                            weights);
      });
    }
  }
}

TEST(Dropout, KeepsTheMeanAndHidesItsShare) {
  Tape<float> tape;
  tape.begin({.seed = 5});
  const Variable x = tape.make(rows_to_drop().rows(), 100, true);
  std::fill_n(tape.value(x).data(), rows_to_drop().rows() * 100, 1.0F);
  const auto y = tape.value(Dropout{0.2}.apply(tape, x, rows_to_drop()));
  std::size_t hidden = 0;
  for (std::size_t k = 0; k < rows_to_drop().rows() * 100; ++k) {
    const float value = y.data()[k];
    EXPECT_TRUE(value == 0 || value == 1.25F);
    hidden += value == 0 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(hidden) / static_cast<double>(rows_to_drop().rows() * 100), 0.2,
              0.02);
}

TEST(Dropout, HidesTheSameUnitsAtAllStepsOfASequenceWhereAsked) {
  Tape<float> tape;
  tape.begin({.seed = 5});
  const Variable x = tape.make(rows_to_drop().rows(), 20, true);
  std::fill_n(tape.value(x).data(), rows_to_drop().rows() * 20, 1.0F);
  const auto y = tape.value(Dropout{0.5, true}.apply(tape, x, rows_to_drop()));
  for (std::size_t b = 0; b < 3; ++b) {
    for (std::size_t t = 1; t < rows_to_drop().length(b); ++t) {
      const float* row = y.row(rows_to_drop().row(t, b));
      EXPECT_TRUE(std::equal(row, row + 20, y.row(b)));
    }
  }
  EXPECT_FALSE(std::equal(y.row(0), y.row(0) + 20, y.row(1)));
}

TEST(Dropout, DoesNothingOutsideTraining) {
  Tape<float> tape;
  for (const Mode mode : {Mode::kInference, Mode::kAttribution}) {
    tape.begin({.mode = mode});
    const Variable x = tape.make(rows_to_drop().rows(), 2, true);
    EXPECT_EQ(Dropout{0.5}.apply(tape, x, rows_to_drop()).index, x.index);
  }
}
}  // namespace
}  // namespace foretell::network

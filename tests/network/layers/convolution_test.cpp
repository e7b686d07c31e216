#include "foretell/network/layers/convolution.hpp"

#include <gtest/gtest.h>

#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
using Options = Convolution<double>::Options;
const std::vector<Options> kOptions = {{1, 1, false}, {3, 1, false}, {3, 1, true},
                                       {2, 1, false}, {3, 2, false}, {4, 3, true}};

/// The formula, for step t of a sequence of `length` steps that stands alone.
double naive(const Convolution<double>& layer, const std::vector<double>& x, std::size_t length,
             std::size_t t, std::size_t out) {
  const auto& options = layer.options;
  const std::size_t in = layer.weight->cols / options.width;
  const long reach = static_cast<long>(options.dilation * (options.width - 1));
  double sum = layer.bias->value[out];
  for (std::size_t j = 0; j < options.width; ++j) {
    const long seen =
        static_cast<long>(t + j * options.dilation) - (options.causal ? reach : reach / 2);
    if (seen < 0 || seen >= static_cast<long>(length)) continue;
    for (std::size_t i = 0; i < in; ++i) {
      sum += layer.weight->view()(out, i * options.width + j) *
             x[static_cast<std::size_t>(seen) * in + i];
    }
  }
  return sum;
}

TEST(Convolution, IsTheFormulaOnEachSequenceByItself) {
  const std::vector<std::size_t> lengths = {2, 150, 1, 5};
  const auto layout = *RaggedLayout::from(lengths);
  for (const auto& options : kOptions) {
    Parameters<double> parameters;
    const auto layer = Convolution<double>::add(parameters, "conv", 2, 3, options);
    randomise(parameters);
    Tape<double> tape;
    tape.begin({.mode = Mode::kInference});
    const Variable x = tape.make(layout.rows(), 2, false);
    std::vector<std::vector<double>> sequences;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      sequences.push_back(random_numbers(2 * lengths[i], i));
      for (std::size_t t = 0; t < lengths[i]; ++t) {
        std::copy_n(&sequences[i][2 * t], 2, tape.value(x).row(layout.row(t, layout.slot_of(i))));
      }
    }
    const auto y = tape.value(layer.apply(tape, x, layout));
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      for (std::size_t t = 0; t < lengths[i]; ++t) {
        for (std::size_t o = 0; o < 3; ++o) {
          ASSERT_NEAR(y(layout.row(t, layout.slot_of(i)), o),
                      naive(layer, sequences[i], lengths[i], t, o), 1e-14);
        }
      }
    }
  }
}

TEST(Convolution, HasTheGradientOfCentralDifferences) {
  for (const auto& lengths : std::vector<std::vector<std::size_t>>{{1}, {4, 4}, {2, 6, 1}}) {
    const auto layout = *RaggedLayout::from(lengths);
    for (const auto& options : kOptions) {
      Parameters<double> parameters;
      const auto layer = Convolution<double>::add(parameters, "conv", 2, 3, options);
      randomise(parameters);
      auto x = random_numbers(layout.rows() * 2, 1);
      const auto weights = random_numbers(97, 2);
      Variable input;
      GradientCheck{parameters, &x, {}, &input}.expect([&](Tape<double>& tape) {
        input = tape.input(MatrixView<const double>(x.data(), layout.rows(), 2), true);
        return weighted_sum(tape, layer.apply(tape, input, layout), weights);
      });
    }
  }
}
}  // namespace
}  // namespace foretell::network

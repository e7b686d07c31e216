// Every cell before every loss, on every pattern of lengths: J = Σ_t J_t through time.
#include <gtest/gtest.h>

#include "foretell/network/layers/linear.hpp"
#include "foretell/network/losses/binary_cross_entropy.hpp"
#include "foretell/network/losses/pinball_loss.hpp"
#include "foretell/network/losses/regression_loss.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "tests/network/cell_cases.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
constexpr std::size_t kOutputs = 4;

/// Targets of all kinds for the rows of a batch.
struct Targets {
  std::vector<std::uint32_t> classes;
  std::vector<double> numbers, labels, weights, levels = {0.25, 0.75};

  explicit Targets(std::size_t rows)
      : numbers(random_numbers(rows * kOutputs, 60, 2)), labels(rows * kOutputs) {
    for (std::size_t r = 0; r < rows; ++r) {
      classes.push_back(static_cast<std::uint32_t>((3 * r + 1) % kOutputs));
      weights.push_back(static_cast<double>(r % 3) / 2);
    }
    for (std::size_t k = 0; k < labels.size(); ++k) labels[k] = k % 3 == 0 ? 1 : 0;
  }
  [[nodiscard]] MatrixView<const double> view(const std::vector<double>& values,
                                              std::size_t cols = kOutputs) const {
    return {values.data(), classes.size(), cols};
  }
};

using LossFunction =
    std::function<Variable(Tape<double>&, Variable, const Targets&, const LossOptions<double>&)>;

const std::vector<std::pair<std::string, LossFunction>> kLosses = {
    {"cross-entropy",
     [](auto& t, Variable x, const auto& y, const auto& o) {
       return SoftmaxCrossEntropy<double>{0.1, o}.apply(t, x, y.classes);
     }},
    {"binary",
     [](auto& t, Variable x, const auto& y, const auto& o) {
       return BinaryCrossEntropy<double>{o}.apply(t, x, y.view(y.labels));
     }},
    {"squared",
     [](auto& t, Variable x, const auto& y, const auto& o) {
       return MeanSquaredError<double>{o}.apply(t, x, y.view(y.numbers));
     }},
    {"absolute",
     [](auto& t, Variable x, const auto& y, const auto& o) {
       return MeanAbsoluteError<double>{o}.apply(t, x, y.view(y.numbers));
     }},
    {"huber",
     [](auto& t, Variable x, const auto& y, const auto& o) {
       return HuberLoss<double>{0.5, o}.apply(t, x, y.view(y.numbers));
     }},
    {"pinball",
     [](auto& t, Variable x, const auto& y, const auto& o) {
       return PinballLoss<double>{y.levels, o}.apply(t, x, y.view(y.numbers, kOutputs / 2));
     }},
};

TEST(CellsAndLosses, HaveTheGradientsOfCentralDifferences) {
  for (const auto& cell : cell_cases()) {
    for (const auto& named : kLosses) {
      for (const auto& lengths : length_patterns()) {
        SCOPED_TRACE(cell.name + " " + named.first);
        Parameters<double> parameters;
        const auto layer = *Recurrent<double>::add(parameters, "rnn", 2,
                                                   {.cell = cell.options, .hidden_sizes = {2}});
        const auto output =
            Linear<double>::add(parameters, "output", layer.output_size(), kOutputs);
        randomise(parameters, 0.7);
        const auto layout = *RaggedLayout::from(lengths);
        const auto x = random_numbers(layout.rows() * 2, 50);
        const Targets targets(layout.rows());
        const LossOptions<double> options{.mean = lengths.size() % 2 == 0,
                                          .weights = targets.weights};
        GradientCheck{parameters, nullptr, {.seed = 5}}.expect([&](Tape<double>& tape) {
          const Variable in = tape.input(MatrixView<const double>(x.data(), layout.rows(), 2));
          const Variable y = output.apply(tape, layer.apply(tape, in, layout));
          return named.second(tape, y, targets, options);
        });
      }
    }
  }
}
}  // namespace
}  // namespace foretell::network

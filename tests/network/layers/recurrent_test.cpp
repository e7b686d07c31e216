#include "foretell/network/layers/recurrent.hpp"

#include <gtest/gtest.h>

#include "foretell/network/layers/embedding.hpp"
#include "foretell/network/layers/linear.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
const std::vector<std::vector<std::size_t>> kLengths = {{1}, {5}, {3, 3}, {2, 7, 4, 1}};

std::vector<std::uint32_t> tokens(std::size_t count, std::uint32_t bound, std::uint64_t stream) {
  Rng rng(3, stream);
  std::vector<std::uint32_t> result(count);
  for (auto& token : result) token = rng.below(bound);
  return result;
}

TEST(Recurrent, TagsTokensWithGradientsOfCentralDifferences) {
  for (const auto& lengths : kLengths) {
    Parameters<double> parameters;
    const auto layout = *RaggedLayout::from(lengths);
    const auto embedding = Embedding<double>::add(parameters, "embedding", 6, 3);
    const auto rnn = *Recurrent<double>::add(parameters, "rnn", 3, {.hidden_sizes = {4}});
    const auto output = Linear<double>::add(parameters, "output", 4, 5);
    randomise(parameters);
    const auto words = tokens(layout.rows(), 6, 1), tags = tokens(layout.rows(), 5, 2);
    GradientCheck{parameters}.expect([&](Tape<double>& tape) {
      const Variable x = embedding.apply(tape, words);
      const Variable h = rnn.apply(tape, x, layout);
      return SoftmaxCrossEntropy<double>{}.apply(tape, output.apply(tape, h), tags);
    });
  }
}
}  // namespace
}  // namespace foretell::network

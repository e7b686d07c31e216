#include "foretell/network/layers/embedding.hpp"

#include <gtest/gtest.h>

#include "foretell/network/layers/linear.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
const std::vector<std::uint32_t> kTokens = {4, 1, 4, 0};

TEST(Embedding, TouchesOnlyTheRowsOfTokensSeen) {
  Parameters<double> parameters;
  const auto layer = Embedding<double>::add(parameters, "embedding", 6, 2);
  randomise(parameters);
  const auto weights = random_numbers(97, 1);
  for (int pass = 0; pass < 2; ++pass) {
    parameters.clear_gradients();
    Tape<double> tape;
    tape.begin();
    tape.backward(weighted_sum(tape, layer.apply(tape, kTokens), weights));
    EXPECT_TRUE(layer.table->sparse);
    EXPECT_EQ(layer.table->touched, (std::vector<std::size_t>{0, 1, 4}));
    for (const std::size_t r : {2, 3, 5}) EXPECT_EQ(layer.table->gradient_view()(r, 0), 0);
    EXPECT_DOUBLE_EQ(layer.table->gradient_view()(4, 0), weights[0] + weights[4]);
  }
}

TEST(Embedding, HasTheGradientOfCentralDifferencesAlsoWhereTheOutputSharesItsTable) {
  for (const bool tied : {false, true}) {
    Parameters<double> parameters;
    const auto layer = Embedding<double>::add(parameters, "embedding", 6, 2);
    const auto output = tied ? Linear<double>::tied(parameters, "output", *layer.table)
                             : Linear<double>::add(parameters, "output", 2, 6);
    randomise(parameters);
    const auto weights = random_numbers(97, 1);
    GradientCheck{parameters}.expect([&](Tape<double>& tape) {
      return weighted_sum(tape, output.apply(tape, layer.apply(tape, kTokens)), weights);
    });
    EXPECT_EQ(layer.table->sparse, !tied);
    EXPECT_EQ(parameters.size(), tied ? 2U : 3U);
  }
}
}  // namespace
}  // namespace foretell::network

#include "foretell/network/layers/attention.hpp"

#include <gtest/gtest.h>

#include "foretell/network/ops/combine.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
/// Three queries' sequences and the three that they look at, of other lengths and order.
const RaggedLayout& queries() {
  static const auto made = *RaggedLayout::from(std::vector<std::size_t>{2, 3, 1});
  return made;
}
const RaggedLayout& attended() {
  static const auto made = *RaggedLayout::from(std::vector<std::size_t>{4, 1, 5});
  return made;
}

/// Checks gradients with numbers of x used for queries, keys and values in turn.
template <class Apply>
void check(Parameters<double>& parameters, std::size_t query_rows, std::size_t key_rows,
           const Apply& apply) {
  const auto weights = random_numbers(97, 9);
  for (int moving = 0; moving < 3; ++moving) {
    std::vector<std::vector<double>> x = {random_numbers(query_rows * 3, 1),
                                          random_numbers(key_rows * 3, 2),
                                          random_numbers(key_rows * 2, 3)};
    Variable input;
    GradientCheck{parameters, &x[moving], {}, &input}.expect([&](Tape<double>& tape) {
      const auto variable = [&](int k, std::size_t rows, std::size_t cols) {
        const MatrixView<const double> view(x[k].data(), rows, cols);
        const Variable v = tape.input(view, k == moving);
        if (k == moving) input = v;
        return v;
      };
      const Variable q = variable(0, query_rows, 3), k = variable(1, key_rows, 3),
                     v = variable(2, key_rows, 2);
      return weighted_sum(tape, apply(tape, q, k, v).context, weights);
    });
  }
}

TEST(DotAttention, HasTheGradientOfCentralDifferences) {
  Parameters<double> none;
  for (const double scale : {0.0, 1.0}) {
    check(none, queries().rows(), attended().rows(), [&](auto& tape, auto q, auto k, auto v) {
      return DotAttention{scale}.apply(tape, q, queries(), {k, v, &attended()});
    });
  }
  check(none, queries().rows(), queries().rows(), [&](auto& tape, auto q, auto k, auto v) {
    return DotAttention{.causal = true}.apply(tape, q, queries(), {k, v, &queries()});
  });
}

TEST(AdditiveAttention, HasTheGradientOfCentralDifferences) {
  Parameters<double> parameters;
  const auto attention = AdditiveAttention<double>::add(parameters, "attention", {3, 3, 4});
  randomise(parameters);
  check(parameters, queries().rows(), attended().rows(), [&](auto& tape, auto q, auto k, auto v) {
    const Variable projected = attention.project_keys(tape, k);
    return attention.apply(tape, q, queries(), {projected, v, &attended()});
  });
}

TEST(DotAttention, LooksAtTheSequenceOfTheSamePlaceAndAtNoOther) {
  const std::vector<double> zero(queries().rows() * 3, 0), keys(attended().rows() * 3, 1);
  std::vector<double> values(attended().rows());
  for (std::size_t t = 0; t < attended().steps(); ++t) {
    for (std::size_t b = 0; b < attended().alive(t); ++b) {
      values[attended().row(t, b)] = static_cast<double>(attended().order()[b]);
    }
  }
  Tape<double> tape;
  tape.begin({.mode = Mode::kInference});
  const auto input = [&](const auto& x, std::size_t rows) {
    return tape.input(MatrixView<const double>(x.data(), rows, x.size() / rows));
  };
  const auto out = DotAttention{}.apply(
      tape, input(zero, queries().rows()), queries(),
      {input(keys, attended().rows()), input(values, attended().rows()), &attended()});
  for (std::size_t t = 0; t < queries().steps(); ++t) {
    for (std::size_t b = 0; b < queries().alive(t); ++b) {
      const std::size_t i = queries().order()[b], r = queries().row(t, b);
      const std::size_t length = attended().length(attended().slot_of(i));
      EXPECT_NEAR(tape.value(out.context)(r, 0), static_cast<double>(i), 1e-12);
      double sum = 0;
      for (std::size_t s = 0; s < attended().steps(); ++s) {
        sum += out.weights(r, s);
        EXPECT_TRUE(s < length || out.weights(r, s) == 0);
      }
      EXPECT_NEAR(sum, 1, 1e-12);
    }
  }
}
}  // namespace
}  // namespace foretell::network

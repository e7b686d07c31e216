#include "foretell/models/arima/arma_derivative.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/rng.hpp"
#include "foretell/models/arima/arima.hpp"
#include "foretell/models/arima/arma_objective.hpp"

namespace foretell::arima {
namespace {
// An ARMA(1, 1) around a line, so that nothing is at the edge of its box.
std::vector<double> series(std::size_t size) {
  Rng rng(7);
  std::vector<double> w(size);
  double last = 0;
  for (std::size_t t = 0; t < size; ++t) {
    const double shock = rng.normal();
    w[t] = 1 + 0.6 * (t > 0 ? w[t - 1] - 1 : 0) + shock + 0.4 * last;
    last = shock;
  }
  return w;
}

const std::vector<std::vector<Factor>>& structures() {
  static const std::vector<std::vector<Factor>> kStructures{
      {{false, 1, 1}},
      {{true, 2, 1}},
      {{false, 3, 1}, {true, 1, 1}},
      {{true, 1, 1}, {true, 1, 12}},
      {{false, 2, 1}, {true, 1, 1}, {false, 1, 4}, {true, 1, 4}},
      {{false, 3, 1}, {false, 2, 2}, {true, 3, 1}, {true, 1, 2}},  // more than one pass
  };
  return kStructures;
}

// Central differences of two steps, extrapolated.
double slope(ArmaObjective& objective, std::vector<double> x, std::size_t i) {
  const auto central = [&](double step) {
    auto up = x, down = x;
    up[i] += step;
    down[i] -= step;
    return (objective.value(up) - objective.value(down)) / (2 * step);
  };
  return (4 * central(5e-5) - central(1e-4)) / 3;
}

void expect_gradient(const ArmaProblem& problem) {
  ArmaObjective objective(problem);
  for (const double size : {0.0, 0.3, -0.8}) {
    std::vector<double> x(objective.size());
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = size / static_cast<double>(1 + i % 3);
    const auto exact = objective.gradient(x);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double truth = slope(objective, x, i);
      EXPECT_NEAR(exact[i], truth, 1e-7 + 1e-6 * std::abs(truth)) << size << " " << i;
    }
  }
}

TEST(ArmaDerivative, IsThatOfCentralDifferences) {
  for (const auto& factors : structures()) {
    for (const std::size_t n : {30U, 150U}) {
      const auto w = series(n);
      expect_gradient({ArmaStructure(factors), {{w, 0}}});
    }
  }
}

TEST(ArmaDerivative, GoesThroughRegressionAndMissingValues) {
  const std::size_t n = 90;
  const auto w = series(n);
  std::vector<double> line(n), early(n), late(n);
  for (std::size_t t = 0; t < n; ++t) line[t] = static_cast<double>(t) / 90;
  early[4] = late[50] = 1;
  for (const auto& factors : structures()) {
    const ArmaProblem problem{
        ArmaStructure(factors), {{early, 4}, {late, 50}, {line, 0}, {w, 0}}, 2};
    expect_gradient(problem);
    const ArmaProblem conditional{ArmaStructure(factors), {{late, 50}, {line, 0}, {w, 0}}, 1, true};
    expect_gradient(conditional);
  }
}

TEST(ArmaDerivative, KnowsHowRegressionMovesWithTheModel) {
  const auto w = series(80);
  const std::vector<double> ones(80, 1);
  const ArmaProblem problem{ArmaStructure({{false, 1, 1}, {true, 1, 1}}), {{ones, 0}, {w, 0}}};
  ArmaObjective objective(problem);
  const auto mean_at = [&](double phi, double theta) {
    const std::vector<std::vector<double>> at{{phi, theta}};
    (void)objective.values_at(at);
    return objective.slopes()[0];
  };
  ArmaDerivative derivative(problem);
  const std::vector<ArmaDerivative::Direction> directions{{{0.5, 0.2}, {1.5, 0.2}},
                                                          {{0.5, 0.2}, {0.5, 1.2}}};
  (void)derivative.along(directions);
  EXPECT_NEAR(derivative.slopes(0)[0], (mean_at(0.50001, 0.2) - mean_at(0.49999, 0.2)) / 2e-5,
              1e-7);
  EXPECT_NEAR(derivative.slopes(1)[0], (mean_at(0.5, 0.20001) - mean_at(0.5, 0.19999)) / 2e-5,
              1e-7);
}

TEST(ArmaDerivative, VanishesAtTheOptimumOfAFit) {
  const auto y = series(200);
  const auto model = Arima{.order = {.p = 1, .q = 1}}.fit({.values = y});
  ASSERT_TRUE(model);
  const std::vector<double> ones(200, 1);
  const ArmaProblem problem{model->order.structure(), {{ones, 0}, {y, 0}}};
  ArmaObjective objective(problem);
  for (const double slope : objective.gradient(objective.point(model->coefficients))) {
    EXPECT_NEAR(slope, 0, 1e-5);
  }
}

TEST(ArmaDerivative, StaysExactAfterTheFilterHasSettled) {
  const auto w = series(3000);
  expect_gradient({ArmaStructure({{false, 1, 1}, {true, 1, 7}}), {{w, 0}}});
}
}  // namespace
}  // namespace foretell::arima

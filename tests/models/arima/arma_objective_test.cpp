#include "foretell/models/arima/arma_objective.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "tests/models/arima/naive_kalman.hpp"

namespace foretell::arima {
namespace {
std::vector<double> noise(std::size_t size, std::uint64_t seed = 1) {
  Rng rng(seed);
  std::vector<double> w(size);
  for (double& value : w) value = rng.normal();
  return w;
}

struct Case {
  const char* name;
  std::vector<Factor> factors;
  std::vector<double> coefficients;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases{
      {"WhiteNoise", {}, {}},
      {"Ar1", {{false, 1, 1}}, {0.8}},
      {"Ar3", {{false, 3, 1}}, {0.8, -0.3, 0.2}},
      {"Ma1", {{true, 1, 1}}, {-0.6}},
      {"AlmostNotInvertible", {{true, 1, 1}}, {-0.9999}},
      {"AlmostNotStationary", {{false, 1, 1}, {true, 1, 1}}, {0.9999, -0.5}},
      {"Arma22", {{false, 2, 1}, {true, 2, 1}}, {0.5, 0.3, 0.4, 0.3}},
      {"Arma31", {{false, 3, 1}, {true, 1, 1}}, {0.5, 0.3, -0.2, 0.4}},
      {"Airline", {{true, 1, 1}, {true, 1, 12}}, {-0.4, -0.6}},
      {"Full",
       {{false, 2, 1}, {true, 1, 1}, {false, 1, 4}, {true, 1, 4}},
       {0.5, 0.2, -0.3, 0.6, -0.7}},
      {"TwoSeasons", {{true, 1, 1}, {false, 1, 4}, {true, 1, 6}}, {0.4, 0.5, -0.7}},
      {"OverlappingLags",
       {{false, 3, 1}, {false, 2, 2}, {true, 3, 1}, {true, 1, 2}},
       {0.4, 0.1, -0.1, 0.3, 0.2, 0.1, -0.2, 0.3, 0.4}},
  };
  return kCases;
}

testing::NaiveKalman naive(const Case& c, std::span<const double> w) {
  const ArmaStructure structure(c.factors);
  std::vector<double> ar(structure.ar_degree() + 1);
  std::vector<double> ma(structure.ma_degree() + 1);
  structure.expand(c.coefficients, ar.data(), ma.data());
  return {w, testing::without_zero_lag(ar), testing::without_zero_lag(ma)};
}

double value_of(const testing::NaiveKalman& truth) {
  return 0.5 * (static_cast<double>(truth.count) * std::log(truth.sum_squares) + truth.log_det);
}

TEST(ArmaObjective, IsTheExactLikelihoodOfTheFullKalmanFilter) {
  for (const Case& c : cases()) {
    for (const std::size_t size : {1U, 2U, 7U, 40U, 200U}) {
      const auto w = noise(size);
      ArmaProblem problem{ArmaStructure(c.factors), {{w, 0}}};
      ArmaObjective objective(problem);
      const std::vector<std::vector<double>> at{c.coefficients};
      const auto truth = naive(c, w);
      EXPECT_NEAR(objective.values_at(at)[0], value_of(truth),
                  1e-8 * (1 + std::abs(value_of(truth))))
          << c.name << " " << size;
      EXPECT_NEAR(objective.sum_squares(), truth.sum_squares, 1e-7 * truth.sum_squares) << c.name;
    }
  }
}

TEST(ArmaObjective, ReturnsFromCoefficientsToItsPointAndBack) {
  for (const Case& c : cases()) {
    const auto w = noise(30);
    ArmaProblem problem{ArmaStructure(c.factors), {{w, 0}}};
    const ArmaObjective objective(problem);
    const auto back = objective.coefficients(objective.point(c.coefficients));
    for (std::size_t i = 0; i < back.size(); ++i) EXPECT_NEAR(back[i], c.coefficients[i], 1e-5);
  }
}

TEST(ArmaObjective, LeavesMissingValuesOutAsTheKalmanFilterDoes) {
  for (const Case& c : cases()) {
    auto w = noise(60);
    auto gapped = w;
    std::vector<std::vector<double>> pulses;
    for (const std::size_t gap : {0U, 5U, 6U, 31U, 59U}) {
      gapped[gap] = std::nan("");
      w[gap] = 3;  // whatever stands there
      pulses.emplace_back(60, 0.0);
      pulses.back()[gap] = 1;
    }
    ArmaProblem problem;
    problem.structure = ArmaStructure(c.factors);
    for (const auto& pulse : pulses) problem.columns.push_back({pulse, 0});
    problem.columns.push_back({w, 0});
    problem.num_gaps = pulses.size();
    ArmaObjective objective(problem);
    const std::vector<std::vector<double>> at{c.coefficients};
    const auto truth = naive(c, gapped);
    EXPECT_NEAR(objective.values_at(at)[0], value_of(truth), 1e-7 * (1 + std::abs(value_of(truth))))
        << c.name;
  }
}

TEST(ArmaObjective, HasTheGradientOfCentralDifferences) {
  for (const Case& c : cases()) {
    const auto w = noise(120);
    const std::vector<double> ones(120, 1);
    ArmaProblem problem{ArmaStructure(c.factors), {{ones, 0}, {w, 0}}};
    ArmaObjective objective(problem);
    auto x = objective.point(c.coefficients);
    numeric::Expansion here;
    here.resize(x.size());
    objective.expand(x, here);
    for (std::size_t i = 0; i < x.size(); ++i) {
      auto up = x, down = x;
      const double step = 1e-3 * std::min(0.01, 1 - std::abs(x[i]));
      up[i] += step;
      down[i] -= step;
      const double slope = (objective.value(up) - objective.value(down)) / (2 * step);
      EXPECT_NEAR(here.gradient[i], slope, 1e-3 * (std::abs(slope) + 10)) << c.name << " " << i;
    }
  }
}
}  // namespace
}  // namespace foretell::arima

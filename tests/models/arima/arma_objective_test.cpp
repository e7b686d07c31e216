#include "foretell/models/arima/arma_objective.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "hwy/targets.h"
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
      {"SevenPlaces", {{true, 1, 7}}, {-0.9}},  // of the filter's memory: the last taken singly
      {"EightPlaces", {{false, 1, 9}}, {0.9}},  // the first taken four steps at a time
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

void expect_likelihood(const Case& c, std::span<const double> w, const std::string& where) {
  const auto truth = naive(c, w);
  ArmaProblem problem{ArmaStructure(c.factors), {{w, 0}}};
  const std::vector<std::vector<double>> at{c.coefficients};
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    ArmaObjective objective(problem);
    EXPECT_NEAR(objective.values_at(at)[0], value_of(truth), 1e-8 * (1 + std::abs(value_of(truth))))
        << where;
    EXPECT_NEAR(objective.sum_squares(), truth.sum_squares, 1e-7 * truth.sum_squares) << where;
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(ArmaObjective, IsTheExactLikelihoodOfTheFullKalmanFilterOnEveryInstructionSet) {
  for (const Case& c : cases()) {
    for (const std::size_t size : {1U, 2U, 7U, 40U, 41U, 42U, 43U, 200U}) {
      expect_likelihood(c, noise(size), c.name + std::string(" ") + std::to_string(size));
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
    const std::vector<std::size_t> gaps{0, 5, 6, 31, 59};
    for (const std::size_t gap : gaps) {
      gapped[gap] = std::nan("");
      w[gap] = 3;  // whatever stands there
      pulses.emplace_back(60, 0.0);
      pulses.back()[gap] = 1;
    }
    ArmaProblem problem;
    problem.structure = ArmaStructure(c.factors);
    for (std::size_t i = 0; i < gaps.size(); ++i) problem.columns.push_back({pulses[i], gaps[i]});
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

#include "foretell/models/arima/innovations_filter.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "tests/models/arima/naive_kalman.hpp"

namespace foretell::arima {
namespace {
struct FilterCase {
  ArimaOrder order;
  std::vector<double> coefficients;
};
std::vector<FilterCase> filter_cases() {
  std::vector<FilterCase> result;
  const auto add = [&result](ArimaOrder order, std::vector<double> coefficients) {
    result.push_back({std::move(order), std::move(coefficients)});
  };
  add({0, 0, 0, {}}, {});
  add({2, 0, 1, {}}, {0.6, 0.2, 0.4});
  add({0, 0, 1, {{0, 0, 1, 4}}}, {-0.6, -0.8});
  add({1, 0, 1, {{1, 0, 1, 4}}}, {0.5, 0.3, 0.7, -0.4});
  add({0, 0, 1, {}}, {-0.999});
  return result;
}

std::vector<double> gapped_noise() {
  Rng rng(5);
  std::vector<double> w(150);
  for (double& value : w) value = rng.normal();
  for (const std::size_t gap : {3U, 20U, 21U, 22U, 24U, 60U, 61U, 147U}) w[gap] = std::nan("");
  return w;
}

testing::NaiveKalman naive(const Process& process, std::span<const double> w) {
  return {w, testing::without_zero_lag(process.ar), testing::without_zero_lag(process.ma)};
}

TEST(InnovationsFilter, GivesTheInnovationsOfTheFullKalmanFilterAlsoAfterGaps) {
  const auto w = gapped_noise();
  for (const FilterCase& c : filter_cases()) {
    const Process process(c.order, c.coefficients);
    const auto truth = naive(process, w);
    InnovationsFilter filter(process, false);
    std::size_t i = 0;
    double log_det = 0;
    for (const double value : w) {
      const auto step = filter.absorb(process, value);
      if (std::isnan(value)) continue;
      EXPECT_NEAR(step.innovation, truth.innovations[i++], 1e-8) << c.order.name() << " " << i;
      log_det += std::log(step.variance);
    }
    EXPECT_NEAR(log_det, truth.log_det, 1e-8) << c.order.name();
  }
}

TEST(InnovationsFilter, PredictsAheadWithTheVarianceOfTheFullKalmanFilter) {
  // One step ahead over a gap of k − 1 values is k steps ahead.
  auto w = gapped_noise();
  for (const FilterCase& c : filter_cases()) {
    const Process process(c.order, c.coefficients);
    InnovationsFilter filter(process, false);
    for (const double value : w) (void)filter.absorb(process, value);
    const auto ahead = filter.ahead(process, 7);
    for (std::size_t k = 1; k <= 7; ++k) {
      auto longer = w;
      for (std::size_t j = 1; j < k; ++j) longer.push_back(std::nan(""));
      const auto before = naive(process, longer);
      longer.push_back(2.5);
      const auto after = naive(process, longer);
      const double variance = std::exp(after.log_det - before.log_det);
      EXPECT_NEAR(ahead.variance[k - 1], variance, 1e-8) << c.order.name() << " " << k;
      EXPECT_NEAR((2.5 - ahead.mean[k - 1]) / std::sqrt(variance), after.innovations.back(), 1e-8);
    }
  }
}

TEST(InnovationsFilter, ContinuesFromItsStateBitEqual) {
  const auto w = gapped_noise();
  const FilterCase c = filter_cases()[3];
  const Process process(c.order, c.coefficients);
  InnovationsFilter filter(process, false);
  for (const double value : std::span(w).first(24)) (void)filter.absorb(process, value);
  InnovationsFilter other(process, true);
  ASSERT_TRUE(other.restore(process, filter.state()));
  for (const double value : std::span(w).subspan(24)) {
    const auto a = filter.absorb(process, value);
    const auto b = other.absorb(process, value);
    EXPECT_EQ(a.prediction, b.prediction);
    EXPECT_EQ(a.variance, b.variance);
  }
}

TEST(InnovationsFilter, UndoesDifferences) {
  const Process process({0, 1, 0, {}}, {});
  InnovationsFilter filter(process, false);
  EXPECT_TRUE(std::isnan(filter.absorb(process, 5).prediction));
  EXPECT_EQ(filter.absorb(process, 6).prediction, 5);
  const auto ahead = filter.ahead(process, 3);
  EXPECT_EQ(ahead.mean, (std::vector<double>{6, 6, 6}));
  EXPECT_EQ(ahead.variance, (std::vector<double>{1, 2, 3}));
}
}  // namespace
}  // namespace foretell::arima

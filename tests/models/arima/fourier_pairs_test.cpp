#include "foretell/models/arima/fourier_pairs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "foretell/models/arima/auto_arima.hpp"

namespace foretell {
namespace {
// Noise on a day of eight values and a week whose harmonics are those asked for.
std::vector<double> values(std::size_t size, double period, const std::vector<double>& harmonics) {
  Rng rng(5);
  std::vector<double> y(size);
  for (std::size_t t = 0; t < size; ++t) {
    const double cycle = 2 * std::numbers::pi * static_cast<double>(t) / period;
    y[t] = rng.normal();
    for (const double k : harmonics) y[t] += 3 * std::cos(k * cycle + k);
  }
  return y;
}

TEST(PairSearch, FindsHowManyHarmonicsThereAre) {
  const std::vector<std::size_t> periods{56};
  for (const std::size_t truth : {1U, 3U, 5U}) {
    std::vector<double> harmonics;
    for (std::size_t k = 1; k <= truth; ++k) harmonics.push_back(static_cast<double>(k));
    const auto y = values(400, 56, harmonics);
    const AutoArima options{.criterion = AutoArima::Criterion::kBic,
                            .d = 0,
                            .long_season = AutoArima::LongSeason::kFourier};
    const auto model = options.fit({.values = y, .periods = periods});
    ASSERT_TRUE(model);
    ASSERT_EQ(model->terms.fourier.size(), 1U);
    EXPECT_EQ(model->terms.fourier[0].pairs, truth);
    EXPECT_NE(model->name().find(truth == 1 ? " with 1 Fourier pair of 56"
                                            : fmt::format(" with {} Fourier pairs of 56", truth)),
              std::string::npos);
  }
}

TEST(PairSearch, GivesAFurtherSeasonAsManyAsItNeeds) {
  const std::vector<std::size_t> periods{8, 56};
  const AutoArima options{.criterion = AutoArima::Criterion::kBic, .d = 0};
  const auto none = options.fit({.values = values(400, 56, {7}), .periods = periods});
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->terms.fourier.empty());
  EXPECT_EQ(none->describe().remark.find("Fourier"), std::string::npos);
  const auto five = options.fit({.values = values(400, 56, {1, 5, 7}), .periods = periods});
  ASSERT_TRUE(five);
  ASSERT_EQ(five->terms.fourier.size(), 1U);
  EXPECT_EQ(five->terms.fourier[0], (FourierTerms{56, 5}));
}

TEST(PairSearch, LeavesTheHarmonicsOfTheFirstSeasonToIt) {
  const std::vector<std::size_t> periods{24, 168};
  const std::vector<double> y(500, 1);
  const Series series{.values = y, .periods = periods};
  const auto prepared = arima::prepare(series, {});
  ASSERT_TRUE(prepared);
  const arima::PairSearch search(*prepared, series, arima::OrderCriterion::kAicc);
  EXPECT_EQ(search.most(168), 6U);
  EXPECT_EQ(search.most(24), 12U);
  EXPECT_EQ(search.most(8760), 26U);
}
}  // namespace
}  // namespace foretell

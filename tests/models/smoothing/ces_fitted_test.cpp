#include <gtest/gtest.h>

#include <cmath>

#include "foretell/models/smoothing/ces.hpp"
#include "tests/golden.hpp"
#include "tests/missing.hpp"
#include "tests/models/smoothing/ces_testing.hpp"

namespace foretell {
namespace {

struct CesReference {
  std::vector<double> y;
  std::vector<std::size_t> periods;
  [[nodiscard]] Series series() const { return {.values = y, .periods = periods}; }
};

CesReference reference(const std::string& name) {
  const auto json = golden::read("models/smoothing/golden/theta_" + name + ".json");
  return {golden::numbers(json["y"]), {json["period"].get<std::size_t>()}};
}

// The published recursion with complex numbers: x ← F x + g e, written out once more.
TEST(CesFitted, PredictionsFollowThePublishedRecursion) {
  const auto data = reference("Nile");
  const double a0 = 1.4;
  const double a1 = 1.01;
  const auto model = Ces{.parameters = CesParameters{a0, a1, 0, 1}}.fit(data.series());
  ASSERT_TRUE(model);
  double l = model->initial_level;
  double c = model->initial_level_potential;
  const auto fitted = model->fitted(data.y);
  for (std::size_t t = 0; t < data.y.size(); ++t) {
    EXPECT_NEAR(fitted[t], l, 1e-9);
    const double e = data.y[t] - l;
    const double next = l - (1 - a1) * c + (a0 - a1) * e;
    c = l + (1 - a0) * c + (a0 + a1) * e;
    l = next;
  }
  EXPECT_NEAR(model->forecast(1, {}).mean()[0], l, 1e-9);
}

TEST(CesFitted, VarianceIsThatOfSimulatedPaths) {
  const auto data = reference("UKgas");
  for (const CesSeason season : kCesSeasons) {
    auto model = Ces{.season = season}.fit(data.series());
    ASSERT_TRUE(model);
    for (const std::size_t gap : {0, 2}) {
      ASSERT_TRUE(model->update(std::vector<double>(gap, kMissing)));
      const auto forecast = model->forecast(6, {});
      Rng rng(5);
      std::vector<double> squares(6);
      constexpr int kPaths = 4000;
      for (int i = 0; i < kPaths; ++i) {
        const auto path = model->simulate(6, rng);
        for (std::size_t k = 0; k < 6; ++k) squares[k] += std::pow(path[k] - forecast.mean()[k], 2);
      }
      for (std::size_t k = 0; k < 6; ++k) {
        EXPECT_NEAR(std::sqrt(squares[k] / kPaths) / forecast.sd(k), 1, 0.05);
      }
    }
  }
}

TEST(CesFitted, CriteriaCountTheSeasons) {
  const auto data = reference("AirPassengers");
  constexpr std::size_t kCounted[] = {3, 14, 15, 16};  // parameters, variance, eleven seasons
  for (const CesSeason season : kCesSeasons) {
    const auto model = Ces{.season = season}.fit(data.series());
    ASSERT_TRUE(model);
    EXPECT_EQ(model->criteria().num_parameters, kCounted[static_cast<std::size_t>(season)]);
  }
}

TEST(CesFitted, RefusesAGapThatWouldRunForEver) {
  auto state = Ces{}.fit(reference("Nile").series())->state();
  state[11] = 1e18;
  const auto model = Ces::Fitted::from_state(state);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kBadFile);
}

TEST(CesFitted, CarriesMissingValuesThrough) {
  auto data = reference("AirPassengers");
  for (const CesSeason season : kCesSeasons) {
    const auto whole = Ces{.season = season}.fit(data.series());
    auto gaps = data;
    gaps.y[30] = gaps.y[31] = gaps.y[100] = kMissing;
    const auto model = Ces{.season = season}.fit(gaps.series());
    ASSERT_TRUE(model);
    EXPECT_EQ(model->num_errors, whole->num_errors - 3);
    EXPECT_NEAR(model->forecast(1, {}).mean()[0] / whole->forecast(1, {}).mean()[0], 1, 0.05);
  }
}
}  // namespace
}  // namespace foretell

#include "foretell/models/smoothing/ets_variance.hpp"

#include <gtest/gtest.h>

#include "ets_testing.hpp"

namespace foretell {
namespace {
struct Sample {
  std::vector<double> mean, sd;
};

Sample simulate(const EtsFitted& model, std::size_t horizon, std::size_t num_paths) {
  Sample sample{std::vector<double>(horizon), std::vector<double>(horizon)};
  for (std::size_t i = 0; i < num_paths; ++i) {
    Rng rng(11, i);
    const auto path = model.simulate(horizon, rng);
    for (std::size_t k = 0; k < horizon; ++k) {
      sample.mean[k] += path[k];
      sample.sd[k] += path[k] * path[k];
    }
  }
  const double n = static_cast<double>(num_paths);
  for (std::size_t k = 0; k < horizon; ++k) {
    sample.mean[k] /= n;
    sample.sd[k] = std::sqrt(sample.sd[k] / n - sample.mean[k] * sample.mean[k]);
  }
  return sample;
}

TEST(EtsVariance, ExactMomentsAreThoseOfSimulatedPaths) {
  const std::size_t horizon = 10, num_paths = 20000;
  for (const auto& form : all_forms()) {
    if (!ets::has_exact_variance(form)) continue;
    SCOPED_TRACE(form.name());
    const auto model = plain_model(form, 4, 0.05);
    const auto exact = ets::exact_moments(model, horizon);
    const auto sample = simulate(model, horizon, num_paths);
    for (std::size_t k = 0; k < horizon; ++k) {
      EXPECT_NEAR(sample.mean[k], exact.mean[k], 4.5 * exact.sd[k] / std::sqrt(num_paths));
      EXPECT_NEAR(sample.sd[k], exact.sd[k], 4.5 * exact.sd[k] / std::sqrt(2 * num_paths));
    }
  }
}

TEST(EtsVariance, FifteenFormsHaveAClosedForm) {
  int exact = 0;
  for (const auto& form : all_forms()) exact += ets::has_exact_variance(form) ? 1 : 0;
  EXPECT_EQ(exact, 15);
}

TEST(EtsVariance, SimpleSmoothingSpreadsAsTheTextbookSays) {
  const auto model = plain_model(form_of("ANN"), 1, 0.1);
  const auto forecast = model.forecast(5, {});
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_NEAR(forecast.sd(k), 10 * std::sqrt(1 + static_cast<double>(k) * 0.09), 1e-9);
  }
}

TEST(EtsVariance, EveryFormForecastsFiniteOrderedIntervals) {
  for (const auto& form : all_forms()) {
    SCOPED_TRACE(form.name());
    auto model = plain_model(form, 4, 0.6);
    if (form.has_growth_factor()) model.current.trend = 1.7;
    const auto forecast = model.forecast(2000, {.num_paths = 20});
    for (std::size_t k = 0; k < 2000; k += 37) {
      const auto [lo, hi] = forecast.interval(k, 0.95);
      ASSERT_TRUE(std::isfinite(lo) && std::isfinite(hi) && std::isfinite(forecast.mean()[k]));
      ASSERT_LE(lo, hi);
    }
  }
}
}  // namespace
}  // namespace foretell

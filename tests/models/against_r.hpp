#pragma once
#include <gtest/gtest.h>

#include <cmath>

#include "foretell/models/forecast.hpp"
#include "tests/golden.hpp"

namespace foretell::golden {
/// Expects mean and 80 and 95 % intervals as in R, within `tolerance` of the value's size.
inline void expect_forecast(const Forecast& forecast, const nlohmann::json& r, double tolerance) {
  const auto near = [&](double ours, const nlohmann::json& theirs) {
    const auto value = theirs.get<double>();
    EXPECT_NEAR(ours, value, tolerance * (1 + std::abs(value)));
  };
  ASSERT_EQ(forecast.horizon(), r["mean"].size());
  for (std::size_t k = 0; k < forecast.horizon(); ++k) {
    near(forecast.mean()[k], r["mean"][k]);
    near(forecast.interval(k, 0.80).lo, r["lower80"][k]);
    near(forecast.interval(k, 0.80).hi, r["upper80"][k]);
    near(forecast.interval(k, 0.95).lo, r["lower95"][k]);
    near(forecast.interval(k, 0.95).hi, r["upper95"][k]);
  }
}
}  // namespace foretell::golden

#include "foretell/diagnose/sampling_advice.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
std::vector<double> sine(double cycles_per_observation, double noise = 0) {
  Rng rng(2);
  std::vector<double> y(500);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = std::sin(2 * 3.14159265358979 * cycles_per_observation * static_cast<double>(t)) +
           noise * rng.normal();
  }
  return y;
}

std::vector<double> autoregression(double phi) {
  Rng rng(3);
  std::vector<double> y(500);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = (t > 0 ? phi * y[t - 1] : 0) + rng.normal();
  return y;
}

TEST(SamplingAdvice, KnowsAWellSampledSine) {
  EXPECT_EQ(sampling_advice(sine(0.02))->sampling, Sampling::kFinerThanNeeded);
  EXPECT_EQ(sampling_advice(sine(0.05, 0.1))->sampling, Sampling::kFineEnough);
  EXPECT_EQ(sampling_advice(autoregression(0.95))->sampling, Sampling::kFineEnough);
}

TEST(SamplingAdvice, WarnsNearTheLimit) {
  EXPECT_EQ(sampling_advice(sine(0.47))->sampling, Sampling::kTooCoarse);
  EXPECT_EQ(sampling_advice(sine(0.53))->sampling, Sampling::kTooCoarse) << "folded to 0.47";
  EXPECT_EQ(sampling_advice(autoregression(-0.9))->sampling, Sampling::kTooCoarse);
}

TEST(SamplingAdvice, DoubtsWhiteNoise) {
  const auto advice = sampling_advice(autoregression(0));
  EXPECT_EQ(advice->sampling, Sampling::kDoubtful);
  EXPECT_NEAR(advice->high_share, 0.2, 0.06);
  EXPECT_NE(advice->sentence.find("may be hidden"), std::string::npos);
  EXPECT_EQ(name_of(advice->sampling), "doubtful");
}

TEST(SamplingAdvice, SaysWhyItHasNone) {
  EXPECT_EQ(sampling_advice(std::vector<double>(9, 1)).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(sampling_advice(std::vector<double>(20, 1)).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell

#include "foretell/diagnose/spectral_entropy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/rng.hpp"
#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(SpectralEntropy, AgreesWithRsSpecAr) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const auto answer = spectral_entropy(y);
    ASSERT_TRUE(answer) << name;
    EXPECT_NEAR(*answer, r["features"]["entropy"], 1e-8) << name;
  }
}

TEST(SpectralEntropy, IsOneForNoiseAndSmallForACycle) {
  Rng rng(1);
  std::vector<double> noise(2000), cycle(2000);
  for (std::size_t t = 0; t < 2000; ++t) {
    noise[t] = rng.normal();
    cycle[t] = std::sin(0.3 * static_cast<double>(t)) + 1e-3 * rng.normal();
  }
  EXPECT_GT(*spectral_entropy(noise), 0.98);
  EXPECT_LT(*spectral_entropy(cycle), 0.3);
}

TEST(SpectralEntropy, SaysWhyItCannotBeComputed) {
  EXPECT_EQ(spectral_entropy(std::vector<double>{1, 2}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(spectral_entropy(std::vector<double>(9, 2)).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell

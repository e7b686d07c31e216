#include "foretell/diagnose/residual_diagnosis.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
std::vector<double> innovations(std::size_t n, std::uint64_t seed = 12) {
  Rng rng(seed);
  std::vector<double> e(n);
  for (double& value : e) value = rng.normal();
  return e;
}

bool says(const ResidualDiagnosis& diagnosis, const std::string& words) {
  for (const auto& sentence : diagnosis.sentences) {
    if (sentence.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(ResidualCheck, FindsNothingInWhiteNoise) {
  const auto answer = ResidualCheck{.periods = {12}}.diagnose(innovations(200));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->points_sound && answer->intervals_sound);
  EXPECT_EQ(
      answer->sentences,
      std::vector<std::string>{"The residuals look like white noise: nothing is left to model."});
  EXPECT_EQ(answer->whiteness.lags, 24U);
}

TEST(ResidualCheck, SeldomBlamesWhiteNoise) {
  std::size_t points = 0, intervals = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const auto answer = ResidualCheck{.periods = {12}}.diagnose(innovations(200, seed));
    points += !answer->points_sound;
    intervals += !answer->intervals_sound;
  }
  EXPECT_LE(points, 35U);  // 7 %
  EXPECT_LE(intervals, 35U);
}

TEST(ResidualCheck, NamesTheSeasonThatIsLeft) {
  auto e = innovations(24 * 7 * 8);
  for (std::size_t t = 0; t < e.size(); ++t) e[t] += t / 24 % 7 >= 5 ? 2 : 0;
  const auto answer =
      ResidualCheck{.periods = {168}, .frequency = *parse_frequency("h")}.diagnose(e);
  ASSERT_TRUE(answer && !answer->seasons.empty());
  EXPECT_EQ(answer->seasons[0].period, 168U);
  EXPECT_FALSE(answer->points_sound);
  EXPECT_TRUE(says(*answer, "still hold a weekly pattern: autocorrelation 0."));
  EXPECT_TRUE(says(*answer, "at lag 168; try season=168."));
}

TEST(ResidualCheck, FindsBiasCorrelationAndUnevenSpread) {
  auto e = innovations(300);
  for (std::size_t t = 1; t < e.size(); ++t) {
    e[t] = 0.6 * e[t - 1] + e[t] * (0.3 + static_cast<double>(t) / 100);
  }
  for (double& value : e) value += 2;
  const auto answer = ResidualCheck{}.diagnose(e);
  ASSERT_TRUE(answer);
  EXPECT_TRUE(says(*answer, "The residuals are correlated (Ljung-Box"));
  EXPECT_TRUE(says(*answer, "The forecasts are too low"));
  EXPECT_TRUE(says(*answer, "The residuals grow over time"));
  EXPECT_TRUE(says(*answer, "Calm and wild times alternate"));
  EXPECT_FALSE(answer->points_sound || answer->intervals_sound);
}

TEST(ResidualCheck, LeavesMissingResidualsOut) {
  auto e = innovations(200);
  e[0] = e[1] = e[90] = std::nan("");
  EXPECT_TRUE(ResidualCheck{.periods = {12}}.diagnose(e));
}

TEST(ResidualCheck, SaysWhyItCannotJudge) {
  EXPECT_EQ(ResidualCheck{}.diagnose(innovations(7)).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(ResidualCheck{}.diagnose(std::vector<double>(50, 0)).error().code,
            ErrorCode::kNotFinite);
  EXPECT_EQ(ResidualCheck{.alpha = 0}.diagnose(innovations(50)).error().code,
            ErrorCode::kInvalidOption);
  EXPECT_EQ(ResidualCheck{.num_fitted = 60}.diagnose(innovations(50)).error().code,
            ErrorCode::kTooShort);
}
}  // namespace
}  // namespace foretell

#include "foretell/diagnose/num_differences.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
using Test = DifferencingOptions::Test;
constexpr std::array kTests{Test::kKpss, Test::kDickeyFuller, Test::kPhillipsPerron};

TEST(NumDifferences, DecidesAsRsNdiffs) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    for (std::size_t i = 0; i < kTests.size(); ++i) {
      EXPECT_EQ(num_differences(y, {.test = kTests[i]}), json["unit_roots"]["ndiffs"][i])
          << name << i;
      EXPECT_EQ(num_differences(y, {.test = kTests[i], .part = Deterministic::kTrend}),
                json["unit_roots"]["ndiffs_trend"][i])
          << name << i;
    }
  }
}

TEST(NumDifferences, OfWhatCannotBeTestedIsZero) {
  EXPECT_EQ(num_differences(std::vector<double>(30, 5)), 0U);
  EXPECT_EQ(num_differences(std::vector<double>{1, 2}), 0U);
  EXPECT_EQ(num_differences(std::vector<double>{1}), 0U);
}

TEST(NumDifferences, OfALineIsOneAndOfAParabolaTwo) {
  std::vector<double> line(50), parabola(50);
  for (std::size_t t = 0; t < 50; ++t) {
    line[t] = static_cast<double>(t);
    parabola[t] = line[t] * line[t];
  }
  EXPECT_EQ(num_differences(line), 1U);
  EXPECT_EQ(num_differences(parabola), 2U);
  EXPECT_EQ(num_differences(parabola, {.max_differences = 1}), 1U);
}

TEST(NumDifferences, LeavesMissingValuesOut) {
  auto y = golden::series("Nile").y;
  y[3] = y[50] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(num_differences(y), 1U);
}

TEST(NumDifferences, RefusesWhatItCannotCount) {
  const std::vector<double> y{1, 3, 2, 5, 4, 6};
  EXPECT_EQ(num_differences({}).error().text(),
            "0 observations, but the number of differences needs at least 1");
  EXPECT_EQ(num_differences(y, {.alpha = 0.2}).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(num_differences(y, {.part = Deterministic::kNone}).error().code,
            ErrorCode::kInvalidOption);
  const std::vector<double> infinite{1, std::numeric_limits<double>::infinity(), 2};
  EXPECT_EQ(num_differences(infinite).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell

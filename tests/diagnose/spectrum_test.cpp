#include "foretell/diagnose/spectrum.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
void expect_near(const std::vector<double>& ours, const nlohmann::json& json, double scale) {
  const auto theirs = golden::numbers(json);
  ASSERT_EQ(ours.size(), theirs.size());
  double largest = 0;
  for (const double value : theirs) largest = std::max(largest, std::abs(value));
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_NEAR(ours[i] * scale, theirs[i], 1e-10 * largest) << i;
  }
}

TEST(Periodogram, AgreesWithRsSpecPgram) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const auto usual = Periodogram{}.estimate(y);
    const auto raw =
        Periodogram{.remove = Deterministic::kConstant, .taper = 0, .padded = false}.estimate(y);
    ASSERT_TRUE(usual && raw) << name;
    expect_near(usual->density, r["spectra"]["usual"]["spec"], 1);
    expect_near(usual->frequency, r["spectra"]["usual"]["freq"], 1);
    expect_near(raw->density, r["spectra"]["raw"]["spec"], 1);
    expect_near(raw->frequency, r["spectra"]["raw"]["freq"], 1);
  }
}

TEST(Welch, AgreesWithScipy) {
  const auto all = golden::python();
  for (const auto& [name, python] : all.items()) {
    const auto y = golden::series(name).y;
    const auto usual = Welch{.segment = 64}.estimate(y);
    const auto boxcar = Welch{.segment = 40,
                              .overlap = 10,
                              .window = Welch::Window::kBoxcar,
                              .remove = Deterministic::kTrend}
                            .estimate(y);
    ASSERT_TRUE(usual && boxcar) << name;
    expect_near(usual->density, python["welch"], 1);
    expect_near(boxcar->density, python["welch_boxcar"], 1 / 12.0);  // 12 samples per unit of time
    expect_near(boxcar->frequency, python["frequency"], 12);
  }
}

TEST(Periodogram, SumsToTheVariance) {
  const auto y = golden::series("Nile").y;
  const auto raw =
      Periodogram{.remove = Deterministic::kConstant, .taper = 0, .padded = false}.estimate(y);
  double sum = 0, squares = 0;
  for (std::size_t k = 0; k < raw->density.size(); ++k) {
    sum += (2 * (k + 1) == y.size() ? 1 : 2) * raw->density[k];
  }
  for (const double e : without(Deterministic::kConstant, y)) squares += e * e;
  EXPECT_NEAR(sum, squares, 1e-9 * squares);
}

TEST(Spectra, SayWhyTheyCannotBeComputed) {
  const std::vector<double> y{1, 3, 2, 5, 4, 6};
  EXPECT_EQ(Periodogram{.taper = 0.6}.estimate(y).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(Periodogram{}.estimate(std::vector<double>{1, 2}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(Welch{}.estimate(std::vector<double>(9, 1)).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ((Welch{.segment = 4, .overlap = 4}.estimate(y).error().code),
            ErrorCode::kInvalidOption);
  EXPECT_EQ(Welch{.segment = 0}.estimate(y).error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell

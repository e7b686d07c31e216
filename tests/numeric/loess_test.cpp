#include "foretell/numeric/loess.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "hwy/targets.h"

namespace foretell::numeric {
namespace {
std::vector<double> padded(std::vector<double> values) {
  values.resize(values.size() + kPad);
  return values;
}

std::vector<double> smooth(const std::vector<double>& y, const LoessOptions& options) {
  std::vector<double> out(y.size());
  Loess(y.size(), options).smooth({padded(y).data()}, out.data());
  return out;
}

TEST(Loess, KeepsALineWhateverWindowAndJump) {
  std::vector<double> y(50);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 3 - 0.5 * static_cast<double>(t);
  for (const std::size_t window : {5, 7, 49, 51, 301}) {
    for (const std::size_t jump : {1, 2, 6, 100}) {
      const auto s = smooth(y, {window, 1, jump});
      for (std::size_t t = 0; t < y.size(); ++t) {
        ASSERT_NEAR(s[t], y[t], 1e-12) << window << " " << jump;
      }
    }
  }
}

TEST(Loess, CentredWindowAveragesWithTricubeWeights) {
  const auto s = smooth({0, 0, 0, 1, 0, 0, 0}, {5, 0, 1});
  const double side = std::pow(1 - 1.0 / 8, 3);  // half a window away; the ends weigh nothing
  EXPECT_NEAR(s[3], 1 / (1 + 2 * side), 1e-15);
  EXPECT_NEAR(s[2], side / (1 + 2 * side), 1e-15);
}

TEST(Loess, ColumnsAreSmoothedLikeSeriesAndOneRowFurther) {
  constexpr std::size_t kRows = 20, kColumns = 11;
  std::vector<double> matrix(kRows * kColumns), out((kRows + 2) * kColumns);
  for (std::size_t i = 0; i < matrix.size(); ++i) matrix[i] = std::sin(static_cast<double>(i * i));
  const LoessOptions options{7, 1, 3};
  Loess(kRows, options).smooth_columns({padded(matrix).data()}, kColumns, kColumns, out.data());
  for (std::size_t c = 0; c < kColumns; ++c) {
    std::vector<double> column;
    for (std::size_t r = 0; r < kRows; ++r) column.push_back(matrix[r * kColumns + c]);
    const auto s = smooth(column, options);
    for (std::size_t r = 0; r < kRows; ++r) {
      EXPECT_NEAR(out[(r + 1) * kColumns + c], s[r], 1e-13);
    }
    EXPECT_TRUE(std::isfinite(out[c]) && std::isfinite(out[(kRows + 1) * kColumns + c]));
  }
}

TEST(Loess, EqualWeightsChangeNothing) {
  std::vector<double> y(40);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = std::cos(static_cast<double>(t * t));
  const auto data = padded(y);
  std::vector<double> rho(y.size() + kPad, 0.5), rho_y(data), out(y.size());
  for (double& value : rho_y) value *= 0.5;
  for (const std::size_t window : {5, 9, 45}) {
    const LoessOptions options{window, 1, 2};
    Loess(y.size(), options).smooth({data.data(), rho.data(), rho_y.data()}, out.data());
    const auto plain = smooth(y, options);
    for (std::size_t t = 0; t < y.size(); ++t) EXPECT_NEAR(out[t], plain[t], 1e-12);
  }
}

TEST(Loess, IsTheSameOnEveryInstructionSet) {
  const auto both = [] {
    std::vector<double> y(203), rho(203 + kPad, 1.0), out(2 * y.size() + 4 * 7);
    for (std::size_t t = 0; t < y.size(); ++t) {
      y[t] = std::cos(static_cast<double>(t * t));
      rho[t] = static_cast<double>(t % 5) / 4;
    }
    const auto data = padded(y);
    auto rho_y = data;
    for (std::size_t t = 0; t < y.size(); ++t) rho_y[t] *= rho[t];
    Loess(203, {13, 1, 2}).smooth({data.data(), rho.data(), rho_y.data()}, out.data());
    Loess(29, {7, 1, 1})
        .smooth_columns({data.data(), rho.data(), rho_y.data()}, 7, 7, out.data() + y.size());
    return out;
  };
  const auto best = both();
  for (std::int64_t sets = hwy::SupportedTargets(); sets != 0; sets &= sets - 1) {
    hwy::SetSupportedTargetsForTest(sets & -sets);
    const auto other = both();
    for (std::size_t i = 0; i < best.size(); ++i) {
      ASSERT_NEAR(other[i], best[i], 1e-12) << hwy::TargetName(sets & -sets);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(Loess, SaysWhereItSeesNothing) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> y(30, 2.0), rho(30 + kPad, 1.0), out(30);
  for (std::size_t t = 10; t < 20; ++t) y[t] = missing, rho[t] = 0;
  auto rho_y = padded(y);
  for (std::size_t t = 0; t < rho_y.size(); ++t) rho_y[t] = rho[t] > 0 ? rho_y[t] : 0;
  Loess(30, {5, 1, 1}).smooth({padded(y).data(), rho.data(), rho_y.data()}, out.data());
  EXPECT_TRUE(std::isnan(out[14]));
  EXPECT_NEAR(out[10], 2, 1e-12);
  EXPECT_NEAR(out[5], 2, 1e-12);
}
}  // namespace
}  // namespace foretell::numeric

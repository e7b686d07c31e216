#include "foretell/diagnose/finite_sample.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/diagnose/arch_lm.hpp"
#include "foretell/diagnose/augmented_dickey_fuller.hpp"
#include "foretell/diagnose/jarque_bera.hpp"
#include "foretell/diagnose/phillips_perron.hpp"
#include "foretell/diagnose/portmanteau.hpp"

namespace foretell {
namespace {
std::vector<NullLaw> all_laws() {
  std::vector<NullLaw> laws;
  for (std::size_t i = 0; i < kNumNullLaws; ++i) laws.push_back(static_cast<NullLaw>(i));
  return laws;
}

// Share of 4,000 series of 60 values with p below 0.05; its standard error is 0.34 points.
template <class PValue>
double size_of(bool walk, PValue&& p_value) {
  constexpr std::size_t kDraws = 4000;
  std::size_t rejected = 0;
  std::vector<double> y(60);
  for (std::size_t i = 0; i < kDraws; ++i) {
    Rng rng(11, i);
    double level = 0;
    for (double& value : y) value = walk ? level += rng.normal() : rng.normal();
    rejected += p_value(y) < 0.05 ? 1 : 0;
  }
  return static_cast<double>(rejected) / kDraws;
}

TEST(FiniteSample, ShortSeriesAreRejectedAsOftenAsPromised) {
  using DickeyFuller = AugmentedDickeyFuller;
  constexpr double kPoint = 0.01;
  const auto whiteness = [](Portmanteau::Form form) {
    return size_of(false, [form](const std::vector<double>& y) {
      return Portmanteau{.form = form}.test(y)->p_value;
    });
  };
  EXPECT_NEAR(whiteness(Portmanteau::Form::kLjungBox), 0.05, kPoint);
  EXPECT_NEAR(whiteness(Portmanteau::Form::kBoxPierce), 0.05, kPoint);
  EXPECT_NEAR(size_of(false, [](const auto& y) { return jarque_bera(y)->p_value; }), 0.05, kPoint);
  EXPECT_NEAR(size_of(false, [](const auto& y) { return ArchLm{.lags = 4}.test(y)->p_value; }),
              0.05, kPoint);
  for (const Deterministic part : {Deterministic::kConstant, Deterministic::kTrend}) {
    EXPECT_NEAR(
        size_of(
            true,
            [part](const auto& y) {
              return DickeyFuller{.part = part, .rule = DickeyFuller::Lags::kBic}.test(y)->p_value;
            }),
        0.05, kPoint);
    EXPECT_NEAR(
        size_of(true,
                [part](const auto& y) { return PhillipsPerron{.part = part}.test(y)->p_value; }),
        0.05, kPoint);
  }
}

TEST(FiniteSample, KeepsTheOrderOfPValues) {
  for (const NullLaw law : all_laws()) {
    for (const std::size_t n : {1, 20, 33, 100, 5000}) {
      for (const std::size_t lags : {0, 1, 7, 40, 9999}) {
        double last = 0;
        for (const double p : {1e-300, 1e-12, 1e-4, 0.004, 0.03, 0.05, 0.2, 0.6, 0.97, 0.9999999}) {
          const double here = finite_sample_p_value(law, p, n, lags);
          EXPECT_GE(here, last) << static_cast<int>(law) << " " << n << " " << lags << " " << p;
          EXPECT_LE(here, 1);
          last = here;
        }
      }
    }
    EXPECT_EQ(finite_sample_p_value(law, 0, 50, 2), 0);
    EXPECT_EQ(finite_sample_p_value(law, 1, 50, 2), 1);
  }
}

TEST(FiniteSample, VanishesForLongSeries) {
  for (const NullLaw law : all_laws()) {
    EXPECT_NEAR(finite_sample_p_value(law, 0.05, 10'000'000, 4), 0.05, 2e-3)
        << static_cast<int>(law);
  }
}
}  // namespace
}  // namespace foretell

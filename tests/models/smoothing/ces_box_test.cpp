#include "foretell/models/smoothing/ces_box.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "foretell/base/rng.hpp"
#include "foretell/models/smoothing/ces_search.hpp"
#include "tests/models/smoothing/ces_testing.hpp"

namespace foretell::ces {
namespace {
constexpr std::size_t kPeriods[] = {1, 4, 12, 24};

// A point of the box; one number in three lies on a bound.
Box::Numbers random_point(const Box& box, Rng& rng) {
  Box::Numbers x{};
  for (std::size_t i = 0; i < box.size; ++i) {
    const double where = 3 * rng.uniform() - 1;
    x[i] = std::clamp(std::lerp(box.lower[i], box.upper[i], where), box.lower[i], box.upper[i]);
  }
  return x;
}

Box::Numbers numbers_of(const CesParameters& p) {
  return {p.alpha_0, p.alpha_1, p.beta_0, p.beta_1};
}

// The larger eigenvalue of the transition [[1, α₁ − 1], [1, 1 − α₀]], less 1.
double growth(double real, double imaginary) {
  const double trace = 2 - real, determinant = 2 - real - imaginary;
  return trace / 2 + std::sqrt(trace * trace / 4 - determinant) - 1;
}

TEST(CesBox, EveryPointForgetsAndGrowsWithinItsBounds) {
  Rng rng(3);
  for (const CesSeason season : kCesSeasons) {
    for (const std::size_t period : kPeriods) {
      const Box box(season, period);
      for (int i = 0; i < 5000; ++i) {
        const auto x = random_point(box, rng);
        const CesParameters p = box.at(x).parameters;
        ASSERT_TRUE(is_stable_ces(p.alpha_0, p.alpha_1)) << p.alpha_0 << " " << p.alpha_1;
        EXPECT_NEAR(growth(p.alpha_0, p.alpha_1), x[1], 1e-12);
        if (season == CesSeason::kPartial) {
          EXPECT_GE(p.beta_0, 0);
          EXPECT_LE(p.beta_0, std::min(1.0, 2 - p.alpha_0));
        }
        if (season == CesSeason::kFull) {
          ASSERT_TRUE(is_stable_ces(p.beta_0, p.beta_1)) << p.beta_0 << " " << p.beta_1;
          EXPECT_NEAR(growth(p.beta_0, p.beta_1), x[3], 1e-12);
          EXPECT_GE(p.beta_0, 1.01);
          EXPECT_LE(p.beta_0, 1 + std::min(1.0, 2 - p.alpha_0) + 1e-15);
        }
      }
    }
  }
}

TEST(CesBox, SearchesBeginInsideAtSomePlacesApart) {
  for (const CesSeason season : kCesSeasons) {
    const Box box(season, 12);
    const auto starts = box.starts();
    ASSERT_GE(starts.size(), 3U);
    for (const auto& x : starts) {
      for (std::size_t i = 0; i < box.size; ++i) {
        EXPECT_GE(x[i], box.lower[i]);
        EXPECT_LE(x[i], box.upper[i]);
      }
    }
    for (std::size_t a = 0; a < starts.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        double farthest = 0;  // in shares of the box's sides
        for (std::size_t i = 0; i < box.size; ++i) {
          const double side = box.upper[i] - box.lower[i];
          farthest = std::max(farthest, std::abs(starts[a][i] - starts[b][i]) / side);
        }
        EXPECT_GT(farthest, 0.05) << a << " " << b;
      }
    }
  }
}

TEST(CesBox, ItsEndsAreThoseOfTheStableInterval) {
  for (const double g : {-0.05, -0.01, 0.0, 0.005, 0.02, 0.03, 0.0399}) {
    const auto imaginary = [g](double alpha) { return 1 + g * g + g * alpha; };
    for (const double end : {least_alpha(g).value, greatest_alpha(g).value}) {
      const double inwards = end < 1.5 ? 1e-7 : -1e-7;
      EXPECT_TRUE(is_stable_ces(end + inwards, imaginary(end + inwards))) << g << " " << end;
      EXPECT_FALSE(is_stable_ces(end - inwards, imaginary(end - inwards))) << g << " " << end;
    }
  }
}

TEST(CesBox, SlopesAreCentralDifferences) {
  Rng rng(4);
  constexpr double kStep = 1e-6;
  for (const CesSeason season : kCesSeasons) {
    const Box box(season, 4);
    int kinks = 0;
    for (int i = 0; i < 500; ++i) {
      Box::Numbers x{};
      for (std::size_t j = 0; j < box.size; ++j) {
        x[j] = std::lerp(box.lower[j], box.upper[j], 0.01 + 0.98 * rng.uniform());
      }
      const auto point = box.at(x);
      for (std::size_t j = 0; j < box.size; ++j) {
        auto up = x, down = x;
        up[j] += kStep;
        down[j] -= kStep;
        const auto above = numbers_of(box.at(up).parameters);
        const auto below = numbers_of(box.at(down).parameters);
        for (std::size_t r = 0; r < box.size; ++r) {
          const double expected = (above[r] - below[r]) / (2 * kStep);
          if (std::abs(point.slope[r][j] - expected) > 1e-6 * (1 + std::abs(expected))) ++kinks;
        }
      }
    }
    EXPECT_LE(kinks, 1) << "only a difference across a corner of the bounds may be off";
  }
}

TEST(CesBox, FindsThePlaceOfItsParameters) {
  Rng rng(5);
  for (const CesSeason season : kCesSeasons) {
    const Box box(season, 12);
    for (int i = 0; i < 500; ++i) {
      Box::Numbers x{};
      for (std::size_t j = 0; j < box.size; ++j) {
        x[j] = std::lerp(box.lower[j], box.upper[j], 0.01 + 0.98 * rng.uniform());
      }
      const auto again = box.place_of(box.at(x).parameters);
      for (std::size_t j = 0; j < box.size; ++j) EXPECT_NEAR(again[j], x[j], 1e-8);
    }
  }
}

TEST(CesBox, TheStartHasItsParametersAndOutsideIsMovedInside) {
  for (const CesSeason season : kCesSeasons) {
    const Box box(season, 4);
    const CesParameters p = box.at(box.start(box.upper[1] / 2)).parameters;
    EXPECT_NEAR(p.alpha_0, 1.3, 1e-12);
    EXPECT_NEAR(growth(p.alpha_0, p.alpha_1), box.upper[1] / 2, 1e-12);
    const auto x = box.place_of({.alpha_0 = 7, .alpha_1 = 40, .beta_0 = -3, .beta_1 = 9});
    for (std::size_t j = 0; j < box.size; ++j) {
      EXPECT_GE(x[j], box.lower[j]);
      EXPECT_LE(x[j], box.upper[j]);
    }
  }
}
}  // namespace
}  // namespace foretell::ces

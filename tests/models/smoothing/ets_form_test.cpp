#include "foretell/models/smoothing/ets_form.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>

#include "ets_testing.hpp"
#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
TEST(EtsForm, HasTheNameOfTheLiterature) {
  EXPECT_EQ(form_of("MAdM").name(), "ETS(M,Ad,M)");
  EXPECT_EQ(form_of("ANN").name(), "ETS(A,N,N)");
  EXPECT_EQ(form_of("AMdA").name(), "ETS(A,Md,A)");
}

TEST(EtsForm, FifteenOfThirtyFormsAreStableWithoutGrowthFactors) {
  int stable = 0, unstable = 0;
  for (const auto& form : all_forms()) {
    if (form.is_unstable()) ++unstable;
    if (!form.is_unstable() && !form.has_growth_factor()) ++stable;
  }
  EXPECT_EQ(stable, 15);
  EXPECT_EQ(unstable, 11);
  EXPECT_TRUE(form_of("ANM").is_unstable());
  EXPECT_TRUE(form_of("AMN").is_unstable());
  EXPECT_TRUE(form_of("MMA").is_unstable());
  EXPECT_FALSE(form_of("MMM").is_unstable());
}

TEST(EtsForm, CountsWhatIsEstimated) {
  EXPECT_EQ(form_of("ANN").num_states(1) + form_of("ANN").num_weights(), 2u);
  EXPECT_EQ(form_of("MAdM").num_states(12) + form_of("MAdM").num_weights(), 17u);
}

// Largest |eigenvalue| of the discount matrix F − g wᵀ, the neutral one of level against season
// left out.
double spectral_radius(const EtsForm& form, const EtsParameters& w, int m) {
  const bool trend = form.has_trend();
  const int first = trend ? 2 : 1, size = first + (form.has_season() ? m : 0);
  Eigen::MatrixXd f = Eigen::MatrixXd::Zero(size, size);
  Eigen::VectorXd g = Eigen::VectorXd::Zero(size), read = g;
  f(0, 0) = read(0) = 1;
  g(0) = w.alpha;
  if (trend) {
    f(0, 1) = f(1, 1) = read(1) = w.phi;
    g(1) = w.beta;
  }
  if (form.has_season()) {
    f(first, size - 1) = read(size - 1) = 1;
    for (int i = first + 1; i < size; ++i) f(i, i - 1) = 1;
    g(first) = w.gamma;
  }
  const Eigen::VectorXcd roots = Eigen::MatrixXd(f - g * read.transpose()).eigenvalues();
  int neutral = -1;
  for (int i = 0; form.has_season() && i < size; ++i) {
    if (neutral < 0 || std::abs(roots(i) - 1.0) < std::abs(roots(neutral) - 1.0)) neutral = i;
  }
  double radius = 0;
  for (int i = 0; i < size; ++i) {
    if (i != neutral) radius = std::max(radius, std::abs(roots(i)));
  }
  return radius;
}

TEST(IsAdmissible, AgreesWithTheEigenvaluesOfTheDiscountMatrix) {
  Rng rng(7);
  int inside = 0, outside = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::size_t period = 2 + rng.below(11);
    const auto form = form_of(std::array{"ANA", "AAA", "AAdA", "AAN", "AAdN", "ANN"}[rng.below(6)]);
    const EtsParameters w{1.6 * rng.uniform(), 1.2 * rng.uniform(), 1.2 * rng.uniform(),
                          form.is_damped() ? 0.8 + 0.19 * rng.uniform() : 1.0};
    const double radius = spectral_radius(form, w, static_cast<int>(period));
    if (std::abs(radius - 1) < 1e-6) continue;
    EXPECT_EQ(is_admissible(form, w, period), radius < 1) << form.name() << " " << radius;
    (radius < 1 ? inside : outside)++;
  }
  EXPECT_GT(inside, 100);
  EXPECT_GT(outside, 100);
}
}  // namespace
}  // namespace foretell

#include "foretell/models/smoothing/ets_search.hpp"

#include <gtest/gtest.h>

#include "ets_testing.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"

namespace foretell::ets {
namespace {
ScaledSeries series_of(const EtsForm& form, std::size_t length) {
  Rng rng(8);
  return scaled(plain_model(form, 4, 0.04).simulate(length, rng));
}

TEST(EtsSearch, EndsInsideTheUsualAndTheAdmissibleRegion) {
  for (const auto& form : all_forms()) {
    const auto series = series_of(form, 50);
    const auto point = EtsSearch{}.run(form, series.values, form.has_season() ? 4 : 1);
    const auto w = EtsObjective::weights(point.x, {}).at;
    SCOPED_TRACE(form.name());
    EXPECT_TRUE(std::isfinite(point.value));
    EXPECT_GE(w.alpha, 1e-4);
    EXPECT_LE(w.alpha, 0.9999);
    if (form.has_trend()) {
      EXPECT_LE(w.beta, w.alpha);
    }
    if (form.has_season()) {
      EXPECT_LE(w.gamma, 1 - w.alpha);
      EXPECT_TRUE(is_admissible(form, w, 4));
    }
    if (form.is_damped()) {
      EXPECT_GE(w.phi, 0.8);
      EXPECT_LE(w.phi, 0.98);
    }
  }
}

// No random start finds a better likelihood by more than a little on most series.
TEST(EtsSearch, FindsWhatManyRandomStartsFind) {
  Rng rng(3);
  int worse = 0, count = 0;
  for (const auto& form : all_forms()) {
    if (form.is_unstable()) continue;
    const auto series = series_of(form, 50);
    const std::size_t period = form.has_season() ? 4 : 1;
    EtsSearch search;
    const auto found = search.run(form, series.values, period);
    std::vector<SearchPoint> starts;
    for (int i = 0; i < 30; ++i) {
      auto start = found;
      start.x[kAlpha] = 0.05 + 0.9 * rng.uniform();
      if (form.has_trend()) start.x[kBetaRatio] = 0.05 + 0.9 * rng.uniform();
      if (form.has_season()) start.x[kGammaRatio] = 0.05 + 0.9 * rng.uniform();
      starts.push_back(std::move(start));
    }
    const auto best = search.run(form, series.values, period, {}, starts);
    worse += found.value > best.value + 0.01 ? 1 : 0;
    ++count;
  }
  EXPECT_EQ(count, 19);
  EXPECT_LE(worse, 1);
}

TEST(EtsSearch, GivesTheSameAnswerWhateverItSearchedBefore) {
  const auto form = form_of("MAM");
  const auto series = series_of(form, 40), other = series_of(form_of("AAdA"), 70);
  EtsSearch fresh, used;
  (void)used.run(form_of("AAdA"), other.values, 4);
  EXPECT_EQ(fresh.run(form, series.values, 4).x, used.run(form, series.values, 4).x);
}

TEST(EtsSearch, GivesUpEarlyOnWhatCannotBeUseful) {
  const auto form = form_of("ANN");
  const auto series = series_of(form_of("ANA"), 60);
  const auto full = EtsSearch{}.run(form, series.values, 1);
  const auto quick = EtsSearch{}.run(form, series.values, 1, {}, {}, full.value - 1000);
  EXPECT_GE(quick.value, full.value);
  EXPECT_FALSE(quick.converged);
}
}  // namespace
}  // namespace foretell::ets

#include "foretell/models/smoothing/lanes/lane_minimizer.hpp"

#include <gtest/gtest.h>

#include "foretell/models/smoothing/lanes/lane_search.hpp"
#include "foretell/numeric/scoring.hpp"
#include "lane_testing.hpp"

namespace foretell::ets {
namespace {
constexpr std::size_t kMinimizerPeriod = 4;

std::vector<std::vector<double>> many_series() {
  std::vector<std::vector<double>> many;
  for (std::size_t i = 0; i < 19; ++i) {
    many.push_back(wavy_series(20 + 5 * (i % 7), kMinimizerPeriod, i, i % 4 == 2));
  }
  return many;
}

LaneJobs jobs_on(const std::vector<std::vector<double>>& many, const EtsForm& form) {
  LaneJobs jobs;
  jobs.clear(kSeason + (form.has_season() ? kMinimizerPeriod : 0));
  for (std::size_t i = 0; i < many.size(); ++i) {
    double present = 0;
    for (const double value : many[i]) present += std::isnan(value) ? 0 : 1;
    jobs.add({many[i], present}, search_point(form, kMinimizerPeriod, static_cast<double>(i % 5)));
  }
  return jobs;
}

TEST(LaneMinimizer, EndsWhereTheScoringOfOneProblemEnds) {
  const auto many = many_series();
  for (const char* word : {"ANN", "AAdA", "MAM", "MMdM"}) {
    const LaneForm form(form_of(word), kMinimizerPeriod, {});
    auto jobs = jobs_on(many, form.columns.form);
    const auto starts = jobs;
    LaneMinimizer lanes;
    lanes.minimize(form.columns, form.fixed, form.bounds.lower, form.bounds.upper, jobs,
                   {.tolerance = 1e-8});
    for (std::size_t i = 0; i < many.size(); ++i) {
      SCOPED_TRACE(std::string(word) + " " + std::to_string(i));
      std::vector<double> x(
          starts.x.begin() + static_cast<std::ptrdiff_t>(i * starts.stride),
          starts.x.begin() + static_cast<std::ptrdiff_t>((i + 1) * starts.stride));
      const std::size_t numbers = kSeason + form.columns.num_seasons;
      EtsObjective objective;
      objective.reset(form.columns.form, many[i], {}, x, numbers);
      numeric::ScoringMinimizer alone;
      const auto found = alone.minimize(
          objective, std::span(x).first(numbers), std::span(form.bounds.lower).first(numbers),
          std::span(form.bounds.upper).first(numbers), {.tolerance = 1e-8});
      EXPECT_NEAR(jobs.value[i], found.value, 1e-4);
      EXPECT_EQ(jobs.end[i] == JobEnd::kConverged, found.converged);
    }
  }
}

TEST(LaneMinimizer, SettlingMovesNoSmoothingParameterAndNeverMakesWorse) {
  const auto many = many_series();
  const LaneForm form(form_of("MAdM"), kMinimizerPeriod, {});
  auto jobs = jobs_on(many, form.columns.form);
  auto starts = jobs;
  LaneMinimizer lanes;
  lanes.settle(form.columns, form.fixed, form.bounds.lower, form.bounds.upper, jobs);
  for (std::size_t i = 0; i < many.size(); ++i) {
    EtsObjective objective;
    const auto point = starts.point(i);
    objective.reset(form.columns.form, many[i], {}, point, kSeason + kMinimizerPeriod - 1);
    EXPECT_LE(jobs.value[i], objective.value(point.first(kSeason + kMinimizerPeriod - 1)) + 1e-9);
    for (std::size_t p = 0; p < kLevel; ++p) EXPECT_EQ(jobs.point(i)[p], point[p]);
  }
}

TEST(LaneMinimizer, GivesUpWhatCannotReachItsTarget) {
  const auto many = many_series();
  const LaneForm form(form_of("ANN"), 1, {});
  auto jobs = jobs_on(many, form.columns.form);
  jobs.target[2] = -1e9;
  LaneMinimizer lanes;
  lanes.minimize(form.columns, form.fixed, form.bounds.lower, form.bounds.upper, jobs, {});
  EXPECT_EQ(jobs.end[2], JobEnd::kHopeless);
  EXPECT_EQ(jobs.end[3], JobEnd::kConverged);
}
}  // namespace
}  // namespace foretell::ets

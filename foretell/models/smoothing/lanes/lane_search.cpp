#include "foretell/models/smoothing/lanes/lane_search.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/models/smoothing/ets_start.hpp"

namespace foretell::ets {
namespace {
constexpr std::size_t kNumSearched = 3;  // starts that are searched from, beside what is known
constexpr double kFine = 2e-5;           // of the log-likelihood
// Further behind than this, a form hardly catches up with what is already known. Without season
// what better parameters gain grows with the number of observations. Seasonal forms that come from
// further behind win by the criterion now and then, and forecast worse: with the limit by
// observations for them too, AutoEts has OWA 0.855 on M4's hourly series instead of 0.762.
constexpr double kHopelessAtStart = 30, kHopelessByObservation = 0.1, kHopeless = 3;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

double hopeless_at_start(const EtsForm& form, const LaneSeries& series) {
  if (form.has_season()) return kHopelessAtStart;
  return std::max(kHopelessAtStart, kHopelessByObservation * series.num_present);
}

bool is_refined(const EtsForm& form, std::size_t period) {
  return form.has_season() && period <= EtsSearch::kLongestRefined;
}
}  // namespace

LaneForm::LaneForm(const EtsForm& form, std::size_t period, const WeightOptions& given)
    : columns(form, period, is_refined(form, period)),
      fixed(given),
      stride(kSeason + (form.has_season() ? period : 0)) {
  bounds = search_bounds(form, stride, fixed);
}

void LaneSearch::add_starts(const LaneForm& form, std::size_t owner, const LaneSeries& series,
                            const EtsState& state) {
  const double trend = form.columns.form.has_trend() ? state.trend : 0;
  point_.assign({0, 0, 0, 0, state.level, trend});
  point_.insert(point_.end(), state.season.begin(), state.season.end());
  for (const auto& weights : starting_weights(form.columns.form, form.bounds)) {
    std::ranges::copy(weights, point_.begin());
    jobs_.add(series, point_);
    owners_.push_back(owner);
  }
}

// Jobs of one series follow each other.
void LaneSearch::settle_jobs(const LaneForm& form, std::vector<SettledStarts>& answer) {
  minimizer_.settle(form.columns, form.fixed, form.bounds.lower, form.bounds.upper, jobs_);
  std::vector<std::size_t> order;
  for (std::size_t first = 0; first < jobs_.size(); first += order.size()) {
    order.clear();
    for (std::size_t j = first; j < jobs_.size() && owners_[j] == owners_[first]; ++j) {
      order.push_back(j);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t j) { return jobs_.value[j]; });
    SettledStarts& starts = answer[owners_[first]];
    for (const std::size_t j : order) {
      if (starts.values.size() == kNumSearched || !std::isfinite(jobs_.value[j])) break;
      const auto point = jobs_.point(j);
      starts.values.push_back(jobs_.value[j]);
      starts.points.insert(starts.points.end(), point.begin(), point.end());
    }
  }
}

std::vector<SettledStarts> LaneSearch::settle(const LaneForm& form,
                                              std::span<const LaneSeries> series,
                                              std::span<const EtsState* const> states) {
  std::vector<SettledStarts> answer(series.size());
  for (const bool flat : {false, true}) {
    jobs_.clear(form.stride);
    owners_.clear();
    for (std::size_t i = 0; i < series.size(); ++i) {
      if (flat && !answer[i].values.empty()) continue;
      const EtsForm& of = form.columns.form;
      add_starts(form, i, series[i],
                 flat ? flat_state(of, series[i].y, form.columns.period) : *states[i]);
    }
    settle_jobs(form, answer);
  }
  return answer;
}

// Searches from all jobs; the better ends go into the answer.
void LaneSearch::run(const LaneForm& form, std::vector<SearchPoint>& answer) {
  minimizer_.minimize(form.columns, form.fixed, form.bounds.lower, form.bounds.upper, jobs_,
                      {.tolerance = kFine});
  for (std::size_t j = 0; j < jobs_.size(); ++j) {
    SearchPoint& best = answer[owners_[j]];
    const bool given_up = jobs_.end[j] == JobEnd::kHopeless && !best.x.empty();
    if (given_up || !(jobs_.value[j] < best.value)) continue;
    const auto point = jobs_.point(j);
    best = {{point.begin(), point.end()}, jobs_.value[j], jobs_.end[j] == JobEnd::kConverged};
  }
}

std::vector<SearchPoint> LaneSearch::search(const LaneForm& form,
                                            std::span<const LaneMember> members) {
  std::vector<SearchPoint> answer(members.size(), {{}, kInfinite, false});
  const auto start_of = [&](const LaneMember& member, std::size_t i) {
    return std::span(member.starts->points).subspan(i * form.stride, form.stride);
  };
  jobs_.clear(form.stride);
  owners_.clear();
  for (std::size_t m = 0; m < members.size(); ++m) {
    const LaneMember& member = members[m];
    if (member.starts->values.empty()) {
      if (member.known.empty()) continue;
      jobs_.add(member.series, member.known, member.useful + kHopeless);
      owners_.push_back(m);
      continue;
    }
    const auto point = start_of(member, 0);
    if (member.starts->best() >
        member.useful + hopeless_at_start(form.columns.form, member.series)) {
      answer[m] = {{point.begin(), point.end()}, member.starts->best(), false};
      continue;
    }
    jobs_.add(member.series, point, member.useful + kHopeless);
    owners_.push_back(m);
  }
  const std::vector<std::size_t> going = owners_;
  run(form, answer);

  jobs_.clear(form.stride);
  owners_.clear();
  for (const std::size_t m : going) {
    const LaneMember& member = members[m];
    if (answer[m].value > member.useful + kHopeless) continue;
    const double target = std::min(answer[m].value, member.useful);
    for (std::size_t i = 1; i < member.starts->values.size(); ++i) {
      jobs_.add(member.series, start_of(member, i), target);
      owners_.push_back(m);
    }
    if (member.known.empty()) continue;
    jobs_.add(member.series, member.known, target);
    owners_.push_back(m);
  }
  run(form, answer);
  return answer;
}
}  // namespace foretell::ets

#include <fmt/format.h>

#include <algorithm>

#include "apps/calls/analysis_table.hpp"
#include "apps/calls/text_table.hpp"

namespace foretell::calls {
void PanelFindings::add(const SeriesAnalysis& analysis) {
  ++series;
  const auto periods = analysis.seasons.periods();
  if (!periods.empty()) {
    ++seasons[static_cast<std::size_t>(analysis.features[Feature::kSeasonPeriod])];
  }
  for (std::size_t f = 0; f < kNumFeatures; ++f) {
    if (analysis.features[static_cast<Feature>(f)] > 0) ++counted[f];
  }
  if (analysis.demand) ++demands[std::string(name_of(analysis.demand->demand))];
  for (const FailedPart& part : analysis.failed) ++failed[part.part];
}

std::vector<std::string> PanelFindings::sentences() const {
  std::vector<std::string> result;
  const auto say = [&](std::size_t count, std::string_view what) {
    if (count > 0) {
      result.push_back(fmt::format("{} of {} series {}.", grouped(count), grouped(series), what));
    }
  };
  const auto number = [&](Feature feature) { return counted[static_cast<std::size_t>(feature)]; };
  std::vector<std::pair<std::size_t, std::size_t>> by_count;  // series, period
  for (const auto& [period, count] : seasons) by_count.emplace_back(count, period);
  std::sort(by_count.rbegin(), by_count.rend());
  constexpr std::size_t kMostPeriods = 3;
  std::size_t others = 0;
  for (std::size_t i = 0; i < by_count.size(); ++i) {
    if (i < kMostPeriods) {
      say(by_count[i].first, fmt::format("have a season of {}", by_count[i].second));
    } else {
      others += by_count[i].first;
    }
  }
  say(others, "have a season of another length");
  if (seasons.empty()) result.emplace_back("No series has a season that is at least likely.");
  say(number(Feature::kSecondPeriod), "have a second season");
  say(number(Feature::kDifferences), "need differences to be stationary");
  say(number(Feature::kMultiplicative), "vary in proportion to their level");
  say(number(Feature::kMissing), "have missing values");
  say(number(Feature::kOutliers), "have outliers");
  say(number(Feature::kChangePoints), "change their course");
  for (const auto& [demand, count] : demands) {
    if (demand == "intermittent" || demand == "lumpy") say(count, fmt::format("are {}", demand));
  }
  for (const auto& [part, count] : failed) say(count, fmt::format("allow no {}", part));
  return result;
}
}  // namespace foretell::calls

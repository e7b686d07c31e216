#include "foretell/models/smoothing/lanes/lane_columns.hpp"

#include "foretell/models/smoothing/ets_sensitivity.hpp"

namespace foretell::ets {
LaneColumns::LaneColumns(const EtsForm& asked, std::size_t steps, bool refined)
    : form(asked), period(asked.has_season() ? steps : 1) {
  const auto add = [this](std::size_t at) {
    place.push_back(at);
    return place.size() - 1;
  };
  add(kLevel);
  if (form.has_trend() && !form.has_growth_factor()) trend = add(kTrend);
  if (form.has_season() && refined) {
    num_seasons = period - 1;
    season = place.size();
    for (std::size_t j = 0; j < num_seasons; ++j) add(kSeason + j);
  }
  num_free = place.size();
  if (form.has_growth_factor()) trend = add(kTrend);
  num_states = place.size();
  alpha = add(kAlpha);
  if (form.has_trend()) beta = add(kBetaRatio);
  if (form.has_season()) gamma = add(kGammaRatio);
  if (form.is_damped()) phi = add(kPhi);
  size = place.size();
}
}  // namespace foretell::ets

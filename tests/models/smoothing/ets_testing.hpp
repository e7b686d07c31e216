#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "foretell/models/smoothing/ets_fitted.hpp"

namespace foretell {
/// "MAdM" → ETS(M,Ad,M).
inline EtsForm form_of(const std::string& word) {
  EtsForm form;
  form.error = word.front() == 'A' ? EtsError::kAdd : EtsError::kMul;
  const std::string trend = word.substr(1, word.size() - 2);
  if (trend == "A") form.trend = EtsTrend::kAdd;
  if (trend == "Ad") form.trend = EtsTrend::kAddDamped;
  if (trend == "M") form.trend = EtsTrend::kMul;
  if (trend == "Md") form.trend = EtsTrend::kMulDamped;
  if (word.back() == 'A') form.season = EtsSeason::kAdd;
  if (word.back() == 'M') form.season = EtsSeason::kMul;
  return form;
}

inline std::vector<EtsForm> all_forms() {
  std::vector<EtsForm> forms;
  for (const char* error : {"A", "M"}) {
    for (const char* trend : {"N", "A", "Ad", "M", "Md"}) {
      for (const char* season : {"N", "A", "M"}) {
        forms.push_back(form_of(std::string(error) + trend + season));
      }
    }
  }
  return forms;
}

/// A harmless state around 100 with a little trend and season.
inline EtsState plain_state(const EtsForm& form, std::size_t period) {
  EtsState state{100, form.has_growth_factor() ? 1.01 : (form.has_trend() ? 0.8 : 0.0), {}};
  for (std::size_t j = 0; form.has_season() && j < period; ++j) {
    const double wave =
        std::sin(2 * 3.141592653589793 * static_cast<double>(j) / static_cast<double>(period));
    state.season.push_back(form.season == EtsSeason::kMul ? 1 + 0.2 * wave : 15 * wave);
  }
  return state;
}

/// A model without data: known sigma, ready to simulate.
inline EtsFitted plain_model(const EtsForm& form, std::size_t period, double relative_sigma) {
  EtsFitted model;
  model.form = form;
  model.parameters = {0.3, form.has_trend() ? 0.05 : 0.0, form.has_season() ? 0.1 : 0.0,
                      form.is_damped() ? 0.9 : 1.0};
  model.initial = model.current = plain_state(form, period);
  model.num_observations = 1000;
  model.num_parameters = 1;
  const double sigma = relative_sigma * (form.error == EtsError::kMul ? 1 : 100);
  model.sum_squares = 1000 * sigma * sigma;
  return model;
}
}  // namespace foretell

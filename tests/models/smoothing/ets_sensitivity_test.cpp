#include "foretell/models/smoothing/ets_sensitivity.hpp"

#include <gtest/gtest.h>

#include "ets_testing.hpp"
#include "foretell/models/smoothing/ets_objective.hpp"

namespace foretell::ets {
namespace {
std::vector<double> point_of(const EtsForm& form, std::size_t period) {
  const auto state = plain_state(form, period);
  std::vector<double> x{0.3,
                        form.has_trend() ? 0.2 : 0,
                        form.has_season() ? 0.1 : 0,
                        form.is_damped() ? 0.9 : 1,
                        state.level,
                        state.trend};
  x.insert(x.end(), state.season.begin(), state.season.end());
  return x;
}

// Derivative of every prediction by central differences of the fitted values.
std::vector<std::vector<double>> slopes(const EtsForm& form, std::vector<double> x,
                                        std::span<const double> y, std::size_t columns) {
  std::vector<std::vector<double>> result;
  for (std::size_t i = 0; i < columns; ++i) {
    const auto fitted = [&](double by) {
      auto moved = x;
      moved[i] += by;
      EtsState state{moved[kLevel], moved[kTrend], {moved.begin() + kSeason, moved.end()}};
      EtsFitted model;
      model.form = form;
      model.parameters = EtsObjective::weights(moved, {}).at;
      model.initial = state;
      return model.fitted(y);
    };
    const double step = 1e-5 * std::max(1.0, std::abs(x[i]));
    auto high = fitted(step);
    const auto low = fitted(-step);
    for (std::size_t t = 0; t < y.size(); ++t) high[t] = (high[t] - low[t]) / (2 * step);
    result.push_back(std::move(high));
  }
  return result;
}

// At lengths around the block of 32 rows, for columns around the width of a vector.
TEST(EtsSensitivity, SumsAreThoseOfTheDerivativesAtAwkwardLengths) {
  for (const char* word : {"AAdA", "MAdM", "MMdM", "ANN"}) {
    const auto form = form_of(word);
    for (const std::size_t length : {1, 31, 32, 33, 70}) {
      SCOPED_TRACE(form.name() + " " + std::to_string(length));
      const std::size_t period = 5;
      Rng rng(length);
      const auto y = plain_model(form, period, 0.03).simulate(length, rng);
      const auto x = point_of(form, period);
      const std::size_t columns = kSeason + (form.has_season() ? period - 1 : 0);
      EtsSensitivity sensitivity;
      const auto& sums = sensitivity.run(form, y, x, EtsObjective::weights(x, {}), columns);
      const auto rows = slopes(form, x, y, columns);
      EtsFitted model;
      model.form = form;
      model.parameters = EtsObjective::weights(x, {}).at;
      model.initial = {x[kLevel], x[kTrend], {x.begin() + kSeason, x.end()}};
      const auto fitted = model.fitted(y);
      for (std::size_t i = kLevel; i < columns; ++i) {
        for (std::size_t j = kLevel; j <= i; ++j) {
          double product = 0, size = 0;
          for (std::size_t t = 0; t < length; ++t) {
            const double scale = form.error == EtsError::kMul ? 1 / fitted[t] : 1;
            product += rows[i][t] * rows[j][t] * scale * scale;
            size += std::abs(rows[i][t] * rows[j][t]) * scale * scale;
          }
          EXPECT_NEAR(sums.products[i * sums.stride + j], product, 1e-5 * size + 1e-9);
        }
      }
    }
  }
}

TEST(EtsSensitivity, SaysWhenAPredictionLeavesTheDomain) {
  const auto form = form_of("MNN");
  const std::vector<double> y{1, 1}, x{0.5, 0, 0, 1, -1, 0};
  EtsSensitivity sensitivity;
  EXPECT_FALSE(sensitivity.run(form, y, x, EtsObjective::weights(x, {}), kSeason).inside);
}
}  // namespace
}  // namespace foretell::ets

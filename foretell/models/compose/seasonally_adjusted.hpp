#pragma once
#include "foretell/models/any_model.hpp"
#include "foretell/models/seasonal_adjustment.hpp"

namespace foretell {
/// A model without season for seasonal series: one or several fixed seasons are taken out, shortest
/// first, each by the classical decomposition of what the ones before left, and put back into the
/// forecasts. Hourly data with periods 24 and 168 get a day and a week.
///   Seasons  where has_season finds one (or always, with test = false) and there are two periods;
///            multiplicative, additive where values or factors are too close to zero or below
///   Errors   those of the inner model; a period under 2 is kInvalidOption
///   Source   Makridakis, Andersen, Carbone et al. (1982), J. Forecasting 1, 111–153
struct SeasonallyAdjusted {
  struct Fitted {
    std::vector<SeasonalAdjustment> seasons;  ///< in the order they were taken out
    AnyFitted model;                          ///< of the adjusted series

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options,
                                    const Regressors& x = {}) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng,
                                               const Regressors& x = {}) const;
    [[nodiscard]] Result<void> update(std::span<const double> y, const Regressors& x = {});
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y,
                                             const Regressors& x = {}) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y,
                                                const Regressors& x = {}) const;
    /// Those of the model, or "adjusted" where it has none, and each season: "season", or
    /// "season_24", "season_168" where there are several.
    [[nodiscard]] Result<Components> components(std::span<const double> y,
                                                const Regressors& x = {}) const;
    /// Of the model on the adjusted series.
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    /// The number of seasons, each season, then the state of the model.
    [[nodiscard]] std::vector<double> state() const;
    /// Never works: the definition is needed. Use SeasonallyAdjusted::restore.
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);
  };

  AnyDefinition definition;
  std::vector<std::size_t> periods{};  ///< ascending; empty: those of the series
  SeasonOption decomposition = SeasonOption::kMultiplicative;
  bool test = true;  ///< take a season out only where has_season finds it

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  [[nodiscard]] Result<Fitted> restore(std::span<const double> state) const;
  [[nodiscard]] bool uses_regressors() const;

  /// What the inner model looked at, on the adjusted series; the inner model is its part.
  ///   Errors  as fit
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;
  [[nodiscard]] bool is_traced() const { return definition.is_traced(); }
};
}  // namespace foretell

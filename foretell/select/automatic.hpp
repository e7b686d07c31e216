#pragma once
#include "foretell/models/compose/combination.hpp"

namespace foretell {
/// What `auto` does when nobody says which model: a pool of models that err differently, chosen by
/// the kind of season that the series can show. Which pool is the most accurate for its time was
/// measured on the M4 competition's series; see docs/models.md.
///   No season        mean of ETS, CES and DOTM
///   One season       median of the same
///   13 to 48 steps   (a day of hours) median of ETS, CES and the seasonal naive forecast
///   Several seasons  median of both seasonal naive forecasts (the day and the week before), CES,
///   and
///                    DOTM after all seasons are taken out; where the series holds the longest
///                    twice
///   Errors  those of Combination
struct Automatic {
  struct Fitted {
    std::size_t rule;  ///< which of the pools
    Combination::Fitted pool;

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
    [[nodiscard]] Result<void> update(std::span<const double> y);
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    /// The number of the rule, then the state of the pool.
    [[nodiscard]] std::vector<double> state() const;
    /// Always an error: the definitions are needed (see Automatic::restore).
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);
  };

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Each pool fits all of its series at once.
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
  /// The same from earlier fits of these series or of their beginnings.
  [[nodiscard]] std::vector<Result<Fitted>> refit_many(std::span<const Series> series,
                                                       std::span<const Fitted* const> starts) const;
  [[nodiscard]] Result<Fitted> restore(std::span<const double> state) const;

  /// What the models of the pool looked at, model by model.
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;
};
}  // namespace foretell

#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/models/smoothing/ets_form.hpp"

namespace foretell {
/// What a fit had to do differently from what its definition asked; bits of EtsFitted::notes.
enum EtsNote : unsigned {
  kEtsSeasonNotRefined = 1,  ///< seasonal states from a decomposition, not from the likelihood
  kEtsPeriodTooLong = 2,     ///< fewer than two periods: season left out
  kEtsConstant = 4,          ///< all observations equal
  kEtsTooFew = 8,            ///< too few observations to estimate: last level carried on
  kEtsNotConverged = 16,     ///< the search ended before its tolerance
  kEtsSeveralPeriods = 32,   ///< only the first period of the series is modelled
};

/// A fitted exponential smoothing model: parameters, first and last state, likelihood sums.
///   Likelihood  ℓ = −½ n log Σ e² − Σ log|ŷ| (second sum for multiplicative errors only)
///   Variance    σ² = Σ e² / (n − k + 1), k parameters with initial states and the variance itself
///   Forecasts   normal with exact variances for linear models (class 1), linear models with
///               multiplicative errors (class 2) and those with multiplicative season (class 3);
///               by simulation for the rest
///   Errors      kNotFinite (update with an infinity)
///   Source      Hyndman, Koehler, Ord & Snyder (2008), ch. 5 and 6; constants left out of ℓ as in
///   R
struct EtsFitted {
  EtsForm form;
  EtsParameters parameters;
  EtsState initial;                  ///< before the first observation
  EtsState current;                  ///< after the last one; its season is a ring
  std::size_t next_season = 0;       ///< place in that ring of the next step
  double unit = 1;                   ///< additive errors are summed in this unit (a power of two)
  double sum_squares = 0;            ///< Σ e²
  double sum_log = 0;                ///< Σ log|ŷ|
  std::size_t num_observations = 0;  ///< n, without missing ones
  std::size_t num_parameters = 0;    ///< k
  unsigned notes = 0;                ///< EtsNote bits

  /// The model with these parameters and initial state, run over y, all of them counted as
  /// estimated.
  ///   Errors  kInvalidOption (season length against the form, parameters that are not finite),
  ///           kNotFinite, kNotPositive
  [[nodiscard]] static Result<EtsFitted> at(const EtsForm& form, const EtsParameters& parameters,
                                            EtsState initial, std::span<const double> y);

  [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
  [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
  [[nodiscard]] Result<void> update(std::span<const double> y);
  [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
  [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
  /// level, trend (damped), season: the states before each observation.
  [[nodiscard]] Result<Components> components(std::span<const double> y,
                                              const Regressors& x = {}) const;
  [[nodiscard]] InformationCriteria criteria() const;
  [[nodiscard]] ModelDescription describe() const;
  [[nodiscard]] std::vector<double> state() const;
  [[nodiscard]] static Result<EtsFitted> from_state(std::span<const double> state);

  [[nodiscard]] std::size_t period() const;
  /// σ: of the errors, relative ones where they multiply.
  [[nodiscard]] double sigma() const;
  /// The state after the last observation, season in order.
  [[nodiscard]] EtsState last() const;
};
}  // namespace foretell

#pragma once
#include <optional>

#include "foretell/models/any_model.hpp"
#include "foretell/models/smoothing/ces_recursion.hpp"

namespace foretell {
/// Complex exponential smoothing: the level l carries an information potential c as imaginary part,
/// so that one pair of recursions covers level, trend and growth without choosing a trend.
///   ŷ_t = l_{t−1} (+ season),  l_t = l_{t−1} − (1 − α₁) c_{t−1} + (α₀ − α₁) e_t
///   c_t = l_{t−1} + (1 − α₀) c_{t−1} + (α₀ + α₁) e_t;  seasons: see CesSeason, ces_step
///   Estimated  parameters by least squares, initial states by backcasting: see estimate_ces. The
///              level's growth per step is kept in [0, 3 % / period^¾], so forecasts neither die
///              out nor explode
///   Variance   σ² (1 + Σ_{j<k} ψ_j²), ψ the response of later steps to one innovation
///   Missing    carried through (no innovation)
///   Errors     kInvalidOption (a season without a period, unstable parameters), kTooShort (no
///   observation, or under two
///              periods for a seasonal form), kNotFinite
///   Source     Svetunkov, Kourentzes & Ord (2022), Naval Research Logistics 69, 1108–1123
struct Ces {
  struct Fitted {
    CesSeason season = CesSeason::kNone;
    CesParameters parameters;
    double level = 0;                ///< l
    double level_potential = 0;      ///< c
    std::vector<double> seasons;     ///< [period] or empty
    std::vector<double> potentials;  ///< [period] or empty
    double initial_level = 0;
    double initial_level_potential = 0;
    std::vector<double> initial_seasons;
    std::vector<double> initial_potentials;
    std::size_t next = 0;    ///< season of the next observation
    double since = 0;        ///< missing values at the end
    double sum_squares = 0;  ///< of the innovations
    double num_errors = 0;   ///< innovations in that sum
    bool converged = true;   ///< whether the search for the parameters ended by itself

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
    [[nodiscard]] Result<void> update(std::span<const double> y);
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    [[nodiscard]] std::vector<double> state() const;
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);

    /// σ, with the degrees of freedom of the parameters.
    [[nodiscard]] double sigma() const;
    /// Back to the state before the first observation.
    void rewind();
    /// As update, for values known to be finite or missing; writes the one-step predictions too.
    void absorb(std::span<const double> y, double* predictions = nullptr);

   private:
    [[nodiscard]] std::size_t period() const { return seasons.empty() ? 1 : seasons.size(); }
    [[nodiscard]] std::size_t num_parameters() const;
    /// Runs on without innovations, or with those of `rng`; the state moves along.
    [[nodiscard]] std::vector<double> run_on(std::size_t horizon, Rng* rng);
  };

  CesSeason season = CesSeason::kNone;
  /// Fixed parameters; estimated if absent.
  std::optional<CesParameters> parameters = std::nullopt;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Fits many series at once, in the lanes of vectors. What each gets does not depend on the
  /// others.
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
};

/// The form of Ces with the lowest AICc; seasonal forms are tried where the series has a period, at
/// least two of them and one observation.
///   Errors  kTooShort (no observation), kNotFinite
///   Source  as Ces; the criterion counts parameters, variance and period − 1 seasons
///   (ces_num_counted)
struct AutoCes {
  using Fitted = Ces::Fitted;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Fits many series at once, each form in turn; one that cannot win any more is given up.
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
  /// Every form that `fit` looks at, in that order.
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;
  /// Estimates the forms of earlier fits of these series, or of their beginnings, again, from their
  /// parameters on; the forms are not chosen again.
  ///   Shapes  starts, answer [series]
  [[nodiscard]] std::vector<Result<Fitted>> refit_many(std::span<const Series> series,
                                                       std::span<const Fitted* const> starts) const;
};
}  // namespace foretell

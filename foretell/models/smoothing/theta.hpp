#pragma once
#include <optional>

#include "foretell/models/any_model.hpp"
#include "foretell/models/seasonal_adjustment.hpp"

namespace foretell {
/// The Theta method and its optimised and dynamic descendants: simple exponential smoothing pulled
/// along a regression line on time.
///   One step   μ_t = ℓ_{t−1} + w d_t,  ℓ_t = α y_t + (1−α) ℓ_{t−1},  w = 1 − 1/θ
///              d_t = (1−α)^{t−1} A + (1 − (1−α)^t) / α · B
///   Line       A + B t by least squares: of all data (kOptimized), of the data before t
///              (kDynamicStandard, kDynamicOptimized)
///   kStandard  ŷ_{n+k} = ℓ_n + B/2 (k − 1 + (1 − (1−α)^n) / α), α and ℓ_0 those of simple
///              exponential smoothing, in [0.0001, 0.9999]; as R's thetaf
///   Estimated  α in [0.1, 0.99] and ℓ_0; in the optimised variants also θ in [1, 10⁶]; least
///   squares Variance   σ² (1 + Σ of squared responses to the innovations on the way), for a fixed
///   line
///              σ² (1 + (k − 1) α²)
///   Season     if has_season finds one of series.period(): fixed, by classical decomposition
///   Missing    bridged linearly to estimate the parameters, then carried through as the model's
///   own
///              predictions; describe() says how many
///   Errors     kInvalidOption (alpha, theta), kTooShort (no observation), kNotFinite
///   Source     Assimakopoulos & Nikolopoulos (2000), Int. J. Forecasting 16, 521–530; Hyndman &
///              Billah (2003), ibid. 19, 287–290; Fiorucci et al. (2016), ibid. 32, 1151–1161
struct Theta {
  enum class Variant { kStandard, kOptimized, kDynamicStandard, kDynamicOptimized };

  /// Owns its seasonal figure and a dozen numbers. Values are kept about `origin`.
  struct Fitted {
    Variant variant = Variant::kStandard;
    double alpha = 0.5;
    double weight = 0;          ///< w
    double origin = 0;          ///< the first seasonally adjusted observation
    double initial_level = 0;   ///< ℓ_0
    double line_intercept = 0;  ///< A of a fixed line
    double line_slope = 0;      ///< B of a fixed line
    double level = 0;           ///< ℓ_t
    double mean = 0;            ///< of the observations so far
    double slope = 0;           ///< B_t of a moving line
    double power = 1;           ///< (1−α)^t
    double time = 0;            ///< t, steps since the first observation
    double since = 0;           ///< missing values at the end
    double num_missing = 0;     ///< missing values between the first and the last observation
    double sum_squares = 0;     ///< of the one-step errors
    double num_errors = 0;      ///< errors in that sum
    SeasonalAdjustment season;

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
    [[nodiscard]] Result<void> update(std::span<const double> y);
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
    /// level ℓ_{t−1}, trend (the pull of the line) and, where one was found, season.
    [[nodiscard]] Result<Components> components(std::span<const double> y,
                                                const Regressors& x = {}) const;
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    [[nodiscard]] std::vector<double> state() const;
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);

    /// θ = 1 / (1 − w)
    [[nodiscard]] double theta() const;
    /// σ of the one-step errors, with the degrees of freedom of the estimated parameters.
    [[nodiscard]] double sigma() const;
    /// As update, for values known to be finite or missing.
    void absorb(std::span<const double> y);

   private:
    [[nodiscard]] bool moving() const;
    [[nodiscard]] double num_estimates() const;
    [[nodiscard]] double prediction() const;
    [[nodiscard]] Fitted at_start() const;
    void step(double adjusted);
    void take(double adjusted);
    [[nodiscard]] std::vector<double> means(std::size_t horizon) const;
  };

  Variant variant = Variant::kStandard;
  SeasonOption decomposition = SeasonOption::kMultiplicative;
  std::optional<double> alpha = std::nullopt;  ///< smoothing weight in (0, 1]; estimated if absent
  std::optional<double> theta =
      std::nullopt;  ///< θ ≥ 1 of the optimised variants; estimated if absent

  double shrinkage = 5;  ///< pseudo-observations behind θ = 2; 0 for plain least squares

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell

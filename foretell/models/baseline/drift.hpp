#pragma once
#include "foretell/models/any_model.hpp"

namespace foretell {
/// Random walk with drift: the line through the first and the last observation goes on.
///   Forecast  ŷ_{n+k} = y_n + k b,  b = (y_n − y_1) / (n − 1)
///   Variance  σ² (k + k² / (n − 1)),  σ² that of the differences about b, divided by n − 2;
///             the second part is the uncertainty of b. A difference over g steps (missing values
///             between) has mean g b and variance g σ²; missing values at the end add to k
///   Errors    kTooShort (no observation), kNotFinite; a single observation is repeated
///   Source    Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed., 5.2
struct Drift {
  struct Fitted {
    double first = 0;        ///< y_1, the first observation that is not missing
    double last = 0;         ///< y_n, the last one
    double since = 0;        ///< steps since then
    double steps = 0;        ///< steps between first and last
    double sum_squares = 0;  ///< of the differences, each divided by its number of steps
    double count = 0;        ///< differences in that sum

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
    [[nodiscard]] Result<void> update(std::span<const double> y);
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    [[nodiscard]] std::vector<double> state() const;
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);

    /// b per step; zero with one observation.
    [[nodiscard]] double slope() const;
    /// σ; zero with fewer than three observations.
    [[nodiscard]] double sigma() const;
    /// As update, for values known to be finite or missing.
    void absorb(std::span<const double> y);
  };

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell

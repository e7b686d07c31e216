#pragma once
#include "foretell/models/any_model.hpp"

namespace foretell {
/// The mean of all observations, for ever.
///   Forecast  ŷ_{n+k} = ȳ + s √(1 + 1/n) · t,  Student's t with n − 1 degrees of freedom,
///             s² = Σ (y_i − ȳ)² / (n − 1)
///   Errors    kTooShort (no observation), kNotFinite; missing values are left out
///   Source    Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed., 5.2
struct Mean {
  struct Fitted {
    double origin = 0;       ///< the first observation; the sums are about it, against cancellation
    double sum = 0;          ///< of y − origin
    double sum_squares = 0;  ///< of (y − origin)²
    double count = 0;        ///< n

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
    [[nodiscard]] Result<void> update(std::span<const double> y);
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    [[nodiscard]] std::vector<double> state() const;
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);

    /// ȳ
    [[nodiscard]] double mean() const;
    /// s; zero with fewer than two observations.
    [[nodiscard]] double sigma() const;
    /// As update, for values known to be finite or missing.
    void absorb(std::span<const double> y);
  };

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell

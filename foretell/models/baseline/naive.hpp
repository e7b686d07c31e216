#pragma once
#include "foretell/models/any_model.hpp"

namespace foretell {
/// The last observation, for ever: the best forecast of a random walk.
///   Forecast  ŷ_{n+k} = y_n
///   Variance  k σ²,  σ² the mean square of the differences, each divided by its number of steps
///             (one, unless values are missing between); missing values at the end add to k
///   Errors    kTooShort (no observation), kNotFinite
///   Source    Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed., 5.2
struct Naive {
  struct Fitted {
    double last = 0;         ///< y_n, the last observation that is not missing
    double since = 0;        ///< steps since then: missing values at the end
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

    /// σ; zero with fewer than two observations.
    [[nodiscard]] double sigma() const;
    /// As update, for values known to be finite or missing.
    void absorb(std::span<const double> y);
  };

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell

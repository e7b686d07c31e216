#pragma once
#include "foretell/models/any_model.hpp"

namespace foretell {
/// Zero, for ever: the benchmark of sparse demand and of returns.
///   Forecast  ŷ_{n+k} = 0
///   Variance  σ², the mean square of the observations, which are its one-step errors; the same at
///             every step, as zero is the mean of independent values here
///   Errors    kTooShort (no observation), kNotFinite; missing values are left out
struct Zero {
  struct Fitted {
    double sum_squares = 0;  ///< of the observations
    double count = 0;        ///< observations in that sum

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
    [[nodiscard]] Result<void> update(std::span<const double> y);
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    [[nodiscard]] std::vector<double> state() const;
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);

    /// σ
    [[nodiscard]] double sigma() const;
    /// As update, for values known to be finite or missing.
    void absorb(std::span<const double> y);
  };

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell

#pragma once
#include <optional>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/models/arima/ar_estimates.hpp"

namespace foretell {
/// Autoregression about a mean, of a given order or the one with the least AIC.
///   y_t = μ + c + Σ φ_i (y_{t−i} − μ) + e_t,  μ = ȳ,  c = 0 unless by least squares
///   AIC        n log v_k + 2 k,  v_k the variance of e at order k
///   Forecast   by the recursion; variance σ² Σ ψ_j²;  σ² = v, of Yule-Walker
///              v n / (n − order − 1)
///   A new observation costs O(order); a missing one is taken as predicted
///   Errors     kTooShort (under 2 observations, or not more than the order), kMissingValues,
///              kNotFinite
///   Source     Brockwell & Davis (1991), Time Series: Theory and Methods, 8.1–8.2, 9.2; numbers as
///              R's ar
struct Autoregression {
  enum class Method { kYuleWalker, kBurg, kLeastSquares };

  struct Fitted {
    double mean = 0;            ///< μ
    double intercept = 0;       ///< c
    double sigma = 0;           ///< of the innovations
    double log_likelihood = 0;  ///< −n/2 (log 2π v + 1)
    double num_observations = 0;
    std::vector<double> phi;     ///< [order]
    std::vector<double> recent;  ///< y − μ of the last `order` steps, newest first

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng) const;
    [[nodiscard]] Result<void> update(std::span<const double> y);
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y) const;
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    [[nodiscard]] std::vector<double> state() const;
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);
  };

  std::optional<std::size_t> order{};      ///< absent: by AIC
  std::optional<std::size_t> max_order{};  ///< of that choice; absent: ⌊10 log10 n⌋
  Method method = Method::kYuleWalker;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell

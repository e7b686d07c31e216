#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell::arima {
/// One factor of a product of lag polynomials.
///   autoregressive  1 − c_1 B^s − … − c_k B^{ks},   moving average  1 + c_1 B^s + … + c_k B^{ks}
struct Factor {
  bool moving_average = false;
  std::size_t degree = 0;  ///< k
  std::size_t step = 1;    ///< s
};

/// A product of factors: which lags it has, and its coefficients for given ones of the factors.
///   w_t = Σ_{l ∈ ar_lags} a_l w_{t−l} + ε_t + Σ_{l ∈ ma_lags} b_l ε_{t−l}
/// Coefficients of all factors lie one after the other.
class ArmaStructure {
 public:
  ArmaStructure() = default;
  explicit ArmaStructure(std::vector<Factor> factors);

  [[nodiscard]] std::span<const Factor> factors() const { return factors_; }
  [[nodiscard]] std::size_t num_coefficients() const { return num_coefficients_; }
  /// Lags above 0 that the products can have, ascending.
  [[nodiscard]] std::span<const std::size_t> ar_lags() const { return ar_lags_; }
  [[nodiscard]] std::span<const std::size_t> ma_lags() const { return ma_lags_; }
  [[nodiscard]] std::size_t ar_degree() const { return ar_lags_.empty() ? 0 : ar_lags_.back(); }
  [[nodiscard]] std::size_t ma_degree() const { return ma_lags_.empty() ? 0 : ma_lags_.back(); }
  /// Length of the memory of the filter beside past values, max(ar_degree − 1, ma_degree).
  [[nodiscard]] std::size_t memory() const;

  /// Writes a_l to ar[l · stride] and b_l to ma[l · stride] for every lag up to the degree; those
  /// of other lags are not touched.
  ///   Shapes  coefficients [num_coefficients]; ar [(ar_degree + 1) stride]; ma alike
  void expand(std::span<const double> coefficients, double* ar, double* ma,
              std::size_t stride = 1) const;

 private:
  std::vector<Factor> factors_;
  std::size_t num_coefficients_ = 0;
  std::vector<std::size_t> ar_lags_, ma_lags_;
};
}  // namespace foretell::arima

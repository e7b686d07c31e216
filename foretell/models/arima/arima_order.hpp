#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "foretell/models/arima/arma_structure.hpp"

namespace foretell {
/// The seasonal part of a model: autoregressive, differencing and moving average order at lag
/// `period`.
struct SeasonalOrder {
  std::size_t p = 0, d = 0, q = 0;
  std::size_t period = 1;

  friend bool operator==(const SeasonalOrder&, const SeasonalOrder&) = default;
};

/// Orders of a multiplicative model
///   φ(B) Φ(B^m) … ∇^d ∇_m^D … u_t = θ(B) Θ(B^m) … ε_t
struct ArimaOrder {
  std::size_t p = 0, d = 0, q = 0;
  std::vector<SeasonalOrder> seasonal;  ///< any number of seasons

  friend bool operator==(const ArimaOrder&, const ArimaOrder&) = default;

  /// Factors in the order of coefficients: φ, θ, then Φ, Θ of each season.
  [[nodiscard]] arima::ArmaStructure structure() const;
  /// Number of first and seasonal differences together.
  [[nodiscard]] std::size_t num_differences() const;
  /// "ARIMA(2,1,1)(0,1,1)[12]"
  [[nodiscard]] std::string name() const;
  /// "ar1", "ma1", "sar1", "sma1", … in the order of coefficients.
  [[nodiscard]] std::vector<std::string> coefficient_names() const;
};

namespace arima {
/// 1 − Σ c_l B^l of the differences of an order, its lags ascending and without zero coefficients.
struct DifferencePolynomial {
  std::vector<std::size_t> lags;
  std::vector<double> coefficients;

  [[nodiscard]] std::size_t degree() const { return lags.empty() ? 0 : lags.back(); }
  /// Σ c_l u_{t−l} for t ≥ degree.
  [[nodiscard]] double carried(const double* u, std::size_t t) const {
    double sum = 0;
    for (std::size_t k = 0; k < lags.size(); ++k) sum += coefficients[k] * u[t - lags[k]];
    return sum;
  }
};
[[nodiscard]] DifferencePolynomial difference_polynomial(const ArimaOrder& order);

/// The lag beyond which a model is refused: guards memory against mistyped periods.
inline constexpr std::size_t kLongestLag = 20000;
}  // namespace arima
}  // namespace foretell

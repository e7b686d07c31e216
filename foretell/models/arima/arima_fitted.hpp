#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/models/arima/arima_order.hpp"
#include "foretell/models/arima/innovations_filter.hpp"
#include "foretell/models/arima/regression_terms.hpp"

namespace foretell {
/// What a fit has to say about itself, as bits.
enum ArimaNote : unsigned {
  kArimaNotConverged = 1,
  kArimaGapsFilled = 2,      ///< parameters estimated with missing values interpolated
  kArimaFourier = 4,         ///< a long season by Fourier terms
  kArimaConstant = 8,        ///< nothing but a constant is left after differencing
  kArimaSeasonLeftOut = 16,  ///< the period is too long for the series
  kArimaConditional = 32,    ///< parameters by conditional sum of squares
};

/// Regression with ARIMA errors, fitted:
///   z_t = Σ β x_t + u_t,  φ(B) ∇ u_t = θ(B) ε_t,  z the series or its Box-Cox map
/// Holds the parameters and the state of the exact filter: update costs O(r) and equals a filter
/// over everything, also across missing values. Stored in 8 (30 + parameters + degrees) bytes:
/// under a kilobyte for monthly models, about 2 r numbers for long seasons.
class ArimaFitted {
 public:
  ArimaOrder order;
  RegressionTerms terms;
  std::vector<double> coefficients;     ///< in the order of ArimaOrder::coefficient_names
  std::vector<double> slopes;           ///< β, in the order of RegressionTerms::column_names
  std::vector<double> standard_errors;  ///< coefficients, then slopes; NaN: fixed or not estimated
  std::optional<double> lambda;         ///< of Box-Cox
  bool bias_adjusted = false;           ///< forecasts are means, else medians, on the scale of y
  double unit = 1;                      ///< power of two that z is of the order of
  double sum_squares = 0;               ///< Σ v²/F, in unit²
  double log_likelihood = 0;            ///< of z, with all constants
  std::size_t num_observations = 0;     ///< counted by the likelihood
  std::size_t num_parameters = 0;       ///< estimated ones and σ²
  unsigned notes = 0;

  /// The model before any observation.
  [[nodiscard]] static ArimaFitted at(ArimaOrder order, RegressionTerms terms,
                                      std::vector<double> coefficients, std::vector<double> slopes,
                                      bool conditional = false);

  [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options = {},
                                  const Regressors& x = {}) const;
  [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng,
                                             const Regressors& x = {}) const;
  [[nodiscard]] Result<void> update(std::span<const double> y, const Regressors& x = {});
  [[nodiscard]] std::vector<double> fitted(std::span<const double> y,
                                           const Regressors& x = {}) const;
  /// v / √F, on the scale of z: comparable over the whole series.
  [[nodiscard]] std::vector<double> residuals(std::span<const double> y,
                                              const Regressors& x = {}) const;
  /// arima, the prediction of the errors u, and regression, Σ β x, where there are such terms.
  ///   Errors  kUnsupported (with Box-Cox they add up to its map, not to y), kMissingValues (x)
  [[nodiscard]] Result<Components> components(std::span<const double> y,
                                              const Regressors& x = {}) const;
  /// As R's Arima: the likelihood of the differenced series.
  [[nodiscard]] InformationCriteria criteria() const;
  [[nodiscard]] ModelDescription describe() const;
  [[nodiscard]] std::vector<double> state() const;
  [[nodiscard]] static Result<ArimaFitted> from_state(std::span<const double> state);

  /// Log density of every value of z given those before it, under the fitted σ of the likelihood.
  [[nodiscard]] std::vector<double> log_densities(std::span<const double> y,
                                                  const Regressors& x = {}) const;
  /// Sets σ and the likelihood to those of y under the parameters as they are.
  void take_likelihood(std::span<const double> y, const Regressors& x = {});
  /// The mean forecast of z in its two parts.
  struct Parts {
    std::vector<double> regression, arima;
  };
  [[nodiscard]] Parts parts(std::size_t horizon, const Regressors& x = {}) const;
  /// σ, with the degrees of freedom of the parameters.
  [[nodiscard]] double sigma() const;
  /// The least modulus of a root of any of the polynomials.
  [[nodiscard]] double smallest_root() const;
  /// "ARIMA(2,1,1)(0,1,1)[12] with drift"
  [[nodiscard]] std::string name() const;
  /// Whether rows of x are needed; if so, whether x has `rows` of them.
  [[nodiscard]] std::optional<Error> check_regressors(const Regressors& x, std::size_t rows) const;

 private:
  ArimaFitted(ArimaOrder order, RegressionTerms terms, std::vector<double> coefficients,
              std::vector<double> slopes, bool conditional);
  [[nodiscard]] double transformed(double y) const;
  [[nodiscard]] double back(double z, double variance) const;
  void rewind();
  /// Runs on; `see(t, step, regression)` gets every step.
  template <class See>
  void run(std::span<const double> y, const Regressors& x, See&& see);

  arima::Process process_;
  arima::InnovationsFilter filter_;
  std::size_t clock_ = 0;  ///< values so far, missing ones too
  bool started_ = false;   ///< the first value that is there has come
};
}  // namespace foretell

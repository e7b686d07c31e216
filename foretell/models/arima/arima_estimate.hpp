#pragma once
#include <optional>
#include <vector>

#include "foretell/models/arima/arima_data.hpp"
#include "foretell/models/arima/arima_fitted.hpp"

namespace foretell::arima {
enum class Method {
  kMl,     ///< exact maximum likelihood
  kCss,    ///< conditional sum of squares
  kCssMl,  ///< the first, started from the second: for comparison with R
};

/// What to estimate.
struct Estimation {
  ArimaOrder order;
  RegressionTerms terms;
  Method method = Method::kMl;
  std::vector<std::optional<double>> fixed;  ///< coefficients, or empty
  std::vector<std::vector<double>> starts;   ///< coefficients to try first
  bool standard_errors = true;
  std::size_t max_searched = 8;  ///< starts that are searched from: likelihoods have several peaks
  double tolerance = 1e-6;       ///< of the log-likelihood
};

/// The maximum found: coefficients and slopes, without having run over the series.
struct Estimate {
  std::vector<double> coefficients, slopes, standard_errors;
  double sum_squares = 0;     ///< of prepared values
  double log_likelihood = 0;  ///< in the units of the series
  std::size_t num_observations = 0;
  std::size_t num_parameters = 0;
  bool converged = true;
};

/// Estimates from values whose regression has been made for this order and these terms.
///   Errors  kTooShort (as many parameters as observations), kNotFinite (no finite likelihood)
[[nodiscard]] Result<Estimate> estimate(const Estimation& what, const Regression& regression,
                                        double unit);

/// The fitted model at an estimate, run over the series.
[[nodiscard]] ArimaFitted finish(const Estimation& what, const Estimate& found,
                                 const Prepared& prepared, const Series& series,
                                 std::optional<double> lambda, bool bias_adjusted);
}  // namespace foretell::arima

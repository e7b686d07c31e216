#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/finite_sample.hpp"

namespace foretell {
/// A test that the first autocorrelations are all zero.
struct Portmanteau {
  enum class Form {
    kLjungBox,   ///< Q = n (n + 2) Σ_{k≤l} r_k² / (n − k)
    kBoxPierce,  ///< Q = n Σ_{k≤l} r_k²
  };
  struct Answer {
    double statistic;
    double p_value;  ///< of the law asked for; in the limit χ² with `dof` degrees of freedom
    std::size_t lags;
    std::size_t dof;
  };

  std::size_t lags = 10;
  std::size_t num_fitted = 0;  ///< ARMA coefficients that were fitted to get these residuals
  Form form = Form::kLjungBox;
  Law law = Law::kFiniteSample;

  /// Missing values at the ends are cut.
  ///   Errors  kInvalidOption (lags 0, or not above num_fitted), kTooShort (n ≤ lags),
  ///           kMissingValues, kNotFinite
  ///   Source  Ljung & Box (1978), Biometrika 65, 297–303; Box & Pierce (1970), J. American
  ///           Statistical Association 65, 1509–1526; as R's Box.test
  [[nodiscard]] Result<Answer> test(std::span<const double> y) const;
  /// The same from autocorrelations r, lags 1 … at least `lags`, of n observations.
  [[nodiscard]] Result<Answer> test(std::span<const double> r, std::size_t n) const;
};
}  // namespace foretell

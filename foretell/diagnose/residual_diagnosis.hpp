#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/arch_lm.hpp"
#include "foretell/diagnose/jarque_bera.hpp"
#include "foretell/diagnose/portmanteau.hpp"
#include "foretell/panel/frequency.hpp"

namespace foretell {
/// A season that is left in residuals.
struct RemainingSeason {
  std::size_t period;
  double autocorrelation;  ///< at that lag
  double p_value;          ///< times the number of periods that were looked at
};

/// A mean that is not zero.
struct Bias {
  double mean;     ///< in units of y
  double p_value;  ///< t test
};

/// What the residuals of a model say about it.
struct ResidualDiagnosis {
  Portmanteau::Answer whiteness;  ///< Ljung-Box
  JarqueBera normality;
  std::optional<ArchLm::Answer> arch;  ///< absent where the series is too short for it
  double spread_trend;          ///< change of the mean |e| from start to end, as a share of it
  double spread_trend_p_value;  ///< t test of the slope of |e|
  std::vector<RemainingSeason> seasons;
  Bias bias;
  bool points_sound;     ///< white, without season and bias: nothing left for the point forecast
  bool intervals_sound;  ///< normal, with a steady variance: intervals may be trusted, too
  std::vector<std::string> sentences;  ///< one for each finding, or one that there is none
};

/// Judges residuals. Missing ones are left out; pairs with a missing one count as uncorrelated.
///   Lags    of Ljung-Box: min(10, n/5), with a season min(2 m, n/5), at least num_fitted + 3
///   Errors  kTooShort (under 8), kNotFinite (infinite, or all the same: a perfect fit),
///           kInvalidOption (alpha outside (0, 1))
///   Source  lags as R's checkresiduals; Hyndman & Athanasopoulos (2021), Forecasting: Principles
///           and Practice, 5.4
struct ResidualCheck {
  std::vector<std::size_t> periods{};  ///< of the data, also those that the model knows
  std::size_t num_fitted = 0;          ///< ARMA or smoothing parameters
  double alpha = 0.05;  ///< of each of both verdicts; its three tests take a third each
  std::optional<Frequency> frequency{};  ///< to call a season weekly instead of by its length

  [[nodiscard]] Result<ResidualDiagnosis> diagnose(std::span<const double> residuals) const;
};
}  // namespace foretell

#pragma once
#include <optional>
#include <vector>

#include "foretell/models/arima/arima_fitted.hpp"
#include "foretell/models/arima/order_search.hpp"

namespace foretell {
/// ARIMA with orders chosen: D by the strength of the season, d by repeated KPSS tests, the rest by
/// an information criterion (OrderSearch). Seasons longer than 24 are tried both as seasonal orders
/// and as Fourier terms; the two are compared by the likelihood of the observations that both
/// predict. Further seasons get Fourier terms. The criterion chooses the number of pairs of each.
/// Below ten observations a mean stays where nothing is differenced: a criterion would often give
/// it up and forecast zero.
///   Errors  kTooShort, kNotFinite, kInvalidOption (regressors, by name; bounds), kMissingValues
///   (in a
///           regressor)
///   Source  Hyndman & Khandakar (2008), J. Statistical Software 27(3)
struct AutoArima {
  using Fitted = ArimaFitted;
  using Criterion = arima::OrderCriterion;
  enum class LongSeason { kCompare, kFourier, kOrders };

  Criterion criterion = Criterion::kAicc;
  std::size_t max_p = 5, max_q = 5, max_seasonal_p = 2, max_seasonal_q = 2;
  std::size_t max_d = 2, max_seasonal_d = 1;
  std::size_t max_order = 5;  ///< p + q + P + Q, in the exhaustive search only
  std::optional<std::size_t> d = std::nullopt;
  std::optional<std::size_t> seasonal_d = std::nullopt;
  bool season = true;    ///< look at seasons at all
  bool constant = true;  ///< try constant and drift
  bool stepwise = true;  ///< else every combination
  LongSeason long_season = LongSeason::kCompare;
  std::optional<double> lambda = std::nullopt;  ///< Box-Cox
  bool bias_adjusted = true;
  bool use_regressors = true;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// The orders of `start` again, from its parameters; they are not chosen again.
  [[nodiscard]] Result<Fitted> refit(const Series& series, const Fitted& start) const;
  [[nodiscard]] bool uses_regressors() const { return use_regressors; }

  /// Every model that `fit` looks at, in that order.
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;
};
}  // namespace foretell

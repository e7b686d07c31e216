#pragma once
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets.hpp"

namespace foretell {
enum class Criterion { kAicc, kAic, kBic };

/// The exponential smoothing model with the best information criterion.
/// Candidates: additive and multiplicative errors; no, additive and damped trend (multiplicative
/// ones on request); no, additive and multiplicative season; without the unstable combinations.
/// Series with values at or below zero get additive parts only; fewer than two periods, no season.
///   Errors  kTooShort (no observation), kNotFinite, kInvalidOption (max_beta_ratio); everything
///   else falls back with a remark Source  Hyndman, Koehler, Snyder & Grose (2002), Int. J.
///   Forecasting 18, 439–454
struct AutoEts {
  using Fitted = EtsFitted;

  Criterion criterion = Criterion::kAicc;
  bool allow_trend = true;
  bool allow_damped = true;
  bool allow_season = true;
  bool allow_multiplicative_season = true;
  bool allow_multiplicative_trend = false;
  /// Beta at most this times alpha. Maximum likelihood in the whole region (1, as in R) often
  /// carries the last difference of a series on for ever. OWA on M4 with 1 and with 0.1: yearly
  /// 0.936 and 0.810, hourly 1.044 and 0.769; quarterly, monthly and weekly gain 1 to 3 %.
  double max_beta_ratio = 0.1;
  bool allow_unstable = false;  ///< see EtsForm::is_unstable

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Fits many series at once, in the lanes of vectors. What each gets does not depend on the
  /// others.
  ///   Shapes  answer [series]
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
  /// Estimates the forms of earlier fits of these series, or of their beginnings, again from their
  /// parameters; the forms are not chosen again, unless one does not fit any more.
  ///   Shapes  starts, answer [series]
  [[nodiscard]] std::vector<Result<Fitted>> refit_many(std::span<const Series> series,
                                                       std::span<const Fitted* const> starts) const;

  /// Every form that `fit` looks at, in that order. A search that ended early, because its form was
  /// too far behind the best so far, shows how far it came.
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;

  /// The forms that a series is tried with.
  [[nodiscard]] std::vector<EtsForm> candidates(bool positive, bool seasonal) const;
};
}  // namespace foretell

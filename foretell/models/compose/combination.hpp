#pragma once
#include <optional>

#include "foretell/models/any_model.hpp"

namespace foretell {
/// Several models side by side; their forecasts are pooled quantile by quantile.
///   kMean      equal weights
///   kMedian    at each probability the median of the parts' quantiles
///   kWeighted  weights ∝ 1 / E^power, E the mean absolute error of a part on held-out windows at
///              the end of the series, each forecast by the part fitted to what comes before
///   Simulate   a path of one part, drawn by the weights (kMedian: evenly)
///   Errors     kInvalidOption (no parts, power < 0, windows 0); if every part fails,
///              the error of the first. Parts that fail are left out and named in the remark
///   Source     Bates & Granger (1969), Operational Research Quarterly 20, 451–468; Petropoulos &
///              Svetunkov (2020), Int. J. Forecasting 36, 110–115 (median of quantiles)
struct Combination {
  enum class Weighting { kMean, kMedian, kWeighted };

  struct Fitted {
    struct Part {
      std::size_t index;  ///< in the definition
      std::string word;
      AnyFitted model;
      double weight;  ///< the weights of all parts sum to 1
    };
    Weighting weighting = Weighting::kMean;
    std::size_t num_definitions = 0;
    std::vector<Part> parts;  ///< at least one
    std::string left_out;     ///< words of the parts that failed, with their reasons; often empty

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options,
                                    const Regressors& x = {}) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng,
                                               const Regressors& x = {}) const;
    /// All parts or none: the first refusal is returned and nothing changes.
    [[nodiscard]] Result<void> update(std::span<const double> y, const Regressors& x = {});
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y,
                                             const Regressors& x = {}) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y,
                                                const Regressors& x = {}) const;
    /// Only the number of parts: a pool has no likelihood of its own.
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    /// Per definition: weight, number of state values, those values; weight −1: left out.
    [[nodiscard]] std::vector<double> state() const;
    /// Never works: the definitions are needed. Use Combination::restore.
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);
  };

  std::vector<AnyDefinition> parts;
  Weighting weighting = Weighting::kMean;
  double power = 1;         ///< of the inverse errors; 0 gives equal weights
  std::size_t windows = 2;  ///< held out at the end: see Holdout
  std::size_t horizon = 0;  ///< length of a window; 0 leaves it to Holdout

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Every part fits all series at once where it can.
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
  /// Every part starts from its earlier fit where it has one; weights are determined anew.
  [[nodiscard]] std::vector<Result<Fitted>> refit_many(std::span<const Series> series,
                                                       std::span<const Fitted* const> starts) const;
  [[nodiscard]] Result<Fitted> restore(std::span<const double> state) const;
  [[nodiscard]] bool uses_regressors() const;

  /// What each part that chooses looked at, part by part; a part that refuses says why.
  ///   Errors  kInvalidOption
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;
  [[nodiscard]] bool is_traced() const;
};
}  // namespace foretell

#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/models/any_model.hpp"

namespace foretell {
/// The one of several models that suits a series best, chosen anew for each series.
///   By validation  smallest mean absolute error over the last `windows` forecast origins that fit,
///                  `horizon` steps each; then fitted to all of the series
///   By criterion   smallest AICc, AIC or BIC among the models whose likelihood speaks of the same
///                  number of observations (the largest number that any of them has): others cannot
///                  be compared. ETS, Theta and CES can; a naive forecast loses its first season.
///   Errors  that of the first part if every part refuses; a part that refuses is passed over
///   Source  Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd
///   ed., 5.10, 8.6
struct BestOf {
  enum class By { kValidation, kAicc, kAic, kBic };

  struct Fitted {
    AnyFitted model;
    std::size_t part;  ///< which of the definitions it is
    std::string word;  ///< its model words

    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options,
                                    const Regressors& x = {}) const;
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng,
                                               const Regressors& x = {}) const;
    [[nodiscard]] Result<void> update(std::span<const double> y, const Regressors& x = {});
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y,
                                             const Regressors& x = {}) const;
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y,
                                                const Regressors& x = {}) const;
    [[nodiscard]] Result<Components> components(std::span<const double> y,
                                                const Regressors& x = {}) const {
      return model.components(y, x);
    }
    [[nodiscard]] InformationCriteria criteria() const;
    [[nodiscard]] ModelDescription describe() const;
    /// The number of the part, then the part's own state.
    [[nodiscard]] std::vector<double> state() const;
    /// Always an error: which model the numbers mean is known to the definition (see `restore`).
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);
  };

  std::vector<AnyDefinition> parts;
  By by = By::kValidation;
  std::size_t horizon =
      0;  ///< of a validation window; 0: one season, else 4, at most a quarter of the data
  std::size_t windows = 2;  ///< forecast origins of the validation, ≥ 1

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// By criterion, every part fits all series at once where it can.
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
  [[nodiscard]] Result<Fitted> restore(std::span<const double> state) const;
  [[nodiscard]] bool uses_regressors() const;

  /// The parts with what they are chosen by: the mean absolute error of the validation, with the
  /// likelihood unknown, or the criterion. Then what these looked at themselves.
  ///   Errors  as fit
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;
};
}  // namespace foretell

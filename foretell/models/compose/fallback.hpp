#pragma once
#include "foretell/models/any_model.hpp"

namespace foretell {
/// The first of several definitions that fits; describe() says which were tried before, and why
/// they failed.
///   Errors  kInvalidOption (no definitions); if all fail, the error of the first
struct Fallback {
  struct Fitted {
    std::size_t index;  ///< which definition it was
    AnyFitted model;
    std::string remark;  ///< "ets failed: …; theta failed: …"; empty if the first fitted

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
    /// The index, then the state of the model.
    [[nodiscard]] std::vector<double> state() const;
    /// Never works: the definitions are needed. Use Fallback::restore.
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> state);
  };

  std::vector<AnyDefinition> chain;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Each definition fits all that those before it refused at once where it can.
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
  [[nodiscard]] Result<Fitted> restore(std::span<const double> state) const;
  [[nodiscard]] bool uses_regressors() const;

  /// The definitions that were tried, with the reasons of those that refused and the corrected
  /// criterion of Akaike of the one that did not; then what these looked at themselves.
  ///   Errors  as fit
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const;
};
}  // namespace foretell

#pragma once
#include <algorithm>
#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/base/rng.hpp"
#include "foretell/models/candidate.hpp"
#include "foretell/models/components.hpp"
#include "foretell/models/fit_options.hpp"
#include "foretell/models/forecast.hpp"
#include "foretell/panel/series.hpp"

namespace foretell {
/// What every fitted model offers. Holds no observations: a few numbers and the last state, so it
/// can be stored in under a kilobyte, continued and forecast from.
///   forecast(horizon, options)  the distribution of the next `horizon` ≥ 1 steps
///   simulate(horizon, rng)      one path of the next `horizon` steps
///   update(y)                   takes new observations (NaN: missing), O(1) each where the state
///   allows fitted(y)                   one-step predictions for the data it was fitted to plus
///   updates,
///                               [n]; NaN where the model cannot predict yet (naive: the first)
///   residuals(y)                innovations, [n]: y − ŷ, relative (y − ŷ)/ŷ for multiplicative
///   errors criteria()                  likelihood and information criteria of the fit describe()
///   the model in words and numbers state() / from_state()      everything it is, as numbers; the
///   round trip is bit-equal
// What a model offers is asked before whether it can be copied: the other way round, compilers ask
// it of types that are themselves made of models, in a circle.
template <class F>
concept FittedModel = requires(const F& model, F& changing, std::size_t horizon,
                               const SimulationOptions& options, Rng& rng,
                               std::span<const double> y) {
  { model.forecast(horizon, options) } -> std::same_as<Forecast>;
  { model.simulate(horizon, rng) } -> std::same_as<std::vector<double>>;
  { changing.update(y) } -> std::same_as<Result<void>>;
  { model.fitted(y) } -> std::same_as<std::vector<double>>;
  { model.residuals(y) } -> std::same_as<std::vector<double>>;
  { model.criteria() } -> std::same_as<InformationCriteria>;
  { model.describe() } -> std::same_as<ModelDescription>;
  { model.state() } -> std::same_as<std::vector<double>>;
  { F::from_state(y) } -> std::same_as<Result<F>>;
}
&&std::copyable<F>;

/// Fitted models that know regressors: every step that they predict or take comes with its row.
///   forecast, simulate      x: the rows of the next steps, at least `horizon`
///   update, fitted, residuals  x: the rows of y
template <class F>
concept RegressionModel = FittedModel<F> &&
    requires(const F& model, F& changing, std::size_t horizon, const SimulationOptions& options,
             Rng& rng, std::span<const double> y, const Regressors& x) {
  { model.forecast(horizon, options, x) } -> std::same_as<Forecast>;
  { model.simulate(horizon, rng, x) } -> std::same_as<std::vector<double>>;
  { changing.update(y, x) } -> std::same_as<Result<void>>;
  { model.fitted(y, x) } -> std::same_as<std::vector<double>>;
  { model.residuals(y, x) } -> std::same_as<std::vector<double>>;
};

/// Fitted models whose one-step predictions are made of parts. The data, and the regressors, are
/// those of `fitted`, and so is what the parts give together.
///   Errors  kUnsupported (these options give no parts)
template <class F>
concept ComponentModel = FittedModel<F> &&
    requires(const F& model, std::span<const double> y, const Regressors& x) {
  { model.components(y, x) } -> std::same_as<Result<Components>>;
};

/// What every definition offers: options only, no data; `fit` leaves it unchanged, so one
/// definition fits many series at once.
template <class D>
concept ModelDefinition = std::copyable<D> && requires(const D& definition, const Series& series) {
  typename D::Fitted;
  requires FittedModel<typename D::Fitted>;
  { definition.fit(series) } -> std::same_as<Result<typename D::Fitted>>;
};

/// Definitions that can start from an earlier fit of the same series or of its beginning, and
/// answer sooner. What was chosen then (a form, an order) may stay; parameters are estimated anew.
template <class D>
concept WarmDefinition = ModelDefinition<D> &&
    requires(const D& definition, const Series& series, const typename D::Fitted& start) {
  { definition.refit(series, start) } -> std::same_as<Result<typename D::Fitted>>;
};

/// Definitions that fit many series at once in less time than one by one, with the same answers.
///   Shapes  answer [series]
template <class D>
concept BatchDefinition = ModelDefinition<D> &&
    requires(const D& definition, std::span<const Series> series) {
  { definition.fit_many(series) } -> std::same_as<std::vector<Result<typename D::Fitted>>>;
};

/// Warm definitions that do so for many series at once.
///   Shapes  starts, answer [series]
template <class D>
concept WarmBatchDefinition = BatchDefinition<D> &&
    requires(const D& definition, std::span<const Series> series,
             std::span<const typename D::Fitted* const> starts) {
  {
    definition.refit_many(series, starts)
    } -> std::same_as<std::vector<Result<typename D::Fitted>>>;
};

/// Definitions that choose among models, or hold parts that do, and tell which they looked at, in
/// that order. Where that depends on the parts, `is_traced()` says whether one does.
template <class D>
concept TracedDefinition = ModelDefinition<D> &&
    requires(const D& definition, const Series& series) {
  { definition.trace(series) } -> std::same_as<Result<std::vector<Candidate>>>;
};

/// Any fitted model behind one type: a value, copied deeply.
class AnyFitted {
 public:
  template <class F>
  requires(!std::same_as<F, AnyFitted> && FittedModel<F>) explicit AnyFitted(F model)
      : self_(std::make_unique<Holder<F>>(std::move(model))) {}
  AnyFitted(const AnyFitted& other) : self_(other.self_->clone()) {}
  AnyFitted(AnyFitted&&) noexcept = default;
  AnyFitted& operator=(const AnyFitted& other) {
    self_ = other.self_->clone();
    return *this;
  }
  AnyFitted& operator=(AnyFitted&&) noexcept = default;
  ~AnyFitted() = default;

  /// Models without regressors ignore x; see AnyDefinition::uses_regressors.
  [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& options = {},
                                  const Regressors& x = {}) const {
    return self_->forecast(horizon, options, x);
  }
  [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& rng,
                                             const Regressors& x = {}) const {
    return self_->simulate(horizon, rng, x);
  }
  [[nodiscard]] Result<void> update(std::span<const double> y, const Regressors& x = {}) {
    return self_->update(y, x);
  }
  [[nodiscard]] std::vector<double> fitted(std::span<const double> y,
                                           const Regressors& x = {}) const {
    return self_->fitted(y, x);
  }
  [[nodiscard]] std::vector<double> residuals(std::span<const double> y,
                                              const Regressors& x = {}) const {
    return self_->residuals(y, x);
  }
  ///   Errors  kUnsupported (a model without parts, named)
  [[nodiscard]] Result<Components> components(std::span<const double> y,
                                              const Regressors& x = {}) const {
    return self_->components(y, x);
  }
  [[nodiscard]] InformationCriteria criteria() const { return self_->criteria(); }
  [[nodiscard]] ModelDescription describe() const { return self_->describe(); }
  [[nodiscard]] std::vector<double> state() const { return self_->state(); }
  /// The concrete model if it is an F, else null.
  template <FittedModel F>
  [[nodiscard]] const F* get_if() const {
    const auto* holder = dynamic_cast<const Holder<F>*>(self_.get());
    return holder ? &holder->model : nullptr;
  }

 private:
  struct Base {
    Base() = default;
    Base(const Base&) = default;
    Base& operator=(const Base&) = delete;
    virtual ~Base() = default;
    [[nodiscard]] virtual std::unique_ptr<Base> clone() const = 0;
    [[nodiscard]] virtual Forecast forecast(std::size_t, const SimulationOptions&,
                                            const Regressors&) const = 0;
    [[nodiscard]] virtual std::vector<double> simulate(std::size_t, Rng&,
                                                       const Regressors&) const = 0;
    [[nodiscard]] virtual Result<void> update(std::span<const double>, const Regressors&) = 0;
    [[nodiscard]] virtual std::vector<double> fitted(std::span<const double>,
                                                     const Regressors&) const = 0;
    [[nodiscard]] virtual std::vector<double> residuals(std::span<const double>,
                                                        const Regressors&) const = 0;
    [[nodiscard]] virtual Result<Components> components(std::span<const double>,
                                                        const Regressors&) const = 0;
    [[nodiscard]] virtual InformationCriteria criteria() const = 0;
    [[nodiscard]] virtual ModelDescription describe() const = 0;
    [[nodiscard]] virtual std::vector<double> state() const = 0;
  };

  template <class F>
  struct Holder final : Base {
    explicit Holder(F m) : model(std::move(m)) {}
    [[nodiscard]] std::unique_ptr<Base> clone() const override {
      return std::make_unique<Holder>(model);
    }
    [[nodiscard]] Forecast forecast(std::size_t k, const SimulationOptions& o,
                                    const Regressors& x) const override {
      if constexpr (RegressionModel<F>) return model.forecast(k, o, x);
      return model.forecast(k, o);
    }
    [[nodiscard]] std::vector<double> simulate(std::size_t k, Rng& rng,
                                               const Regressors& x) const override {
      if constexpr (RegressionModel<F>) return model.simulate(k, rng, x);
      return model.simulate(k, rng);
    }
    [[nodiscard]] Result<void> update(std::span<const double> y, const Regressors& x) override {
      if constexpr (RegressionModel<F>) return model.update(y, x);
      return model.update(y);
    }
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y,
                                             const Regressors& x) const override {
      if constexpr (RegressionModel<F>) return model.fitted(y, x);
      return model.fitted(y);
    }
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y,
                                                const Regressors& x) const override {
      if constexpr (RegressionModel<F>) return model.residuals(y, x);
      return model.residuals(y);
    }
    [[nodiscard]] Result<Components> components(std::span<const double> y,
                                                const Regressors& x) const override {
      if constexpr (ComponentModel<F>) {
        return model.components(y, x);
      } else {
        return fail(
            ErrorCode::kUnsupported,
            model.describe().name + " is not made of components; ETS, Theta and ARIMA models are");
      }
    }
    [[nodiscard]] InformationCriteria criteria() const override { return model.criteria(); }
    [[nodiscard]] ModelDescription describe() const override { return model.describe(); }
    [[nodiscard]] std::vector<double> state() const override { return model.state(); }
    F model;
  };

  std::unique_ptr<Base> self_;
};

/// Any definition behind one type: a cheap shared value, safe to use from many threads.
class AnyDefinition {
 public:
  template <ModelDefinition D>
  AnyDefinition(std::string word, D definition)
      : word_(std::move(word)), self_(std::make_shared<Holder<D>>(std::move(definition))) {}

  /// The model words that name it, e.g. "ets(trend=damped)"; also its column in result tables.
  [[nodiscard]] const std::string& word() const { return word_; }
  /// The same model under other words.
  [[nodiscard]] AnyDefinition renamed(std::string word) const {
    AnyDefinition result = *this;
    result.word_ = std::move(word);
    return result;
  }
  [[nodiscard]] Result<AnyFitted> fit(const Series& series) const { return self_->fit(series); }
  /// Fits many series, at once where the model can. What each gets does not depend on the others.
  ///   Shapes  answer [series]
  [[nodiscard]] std::vector<Result<AnyFitted>> fit_many(std::span<const Series> series) const {
    return self_->fit_many(series);
  }
  /// Fits starting from an earlier fit of (part of) the same series where the model can use it.
  [[nodiscard]] Result<AnyFitted> refit(const Series& series, const AnyFitted& start) const {
    return self_->refit(series, start);
  }
  /// The same for many series, at once where the model can.
  ///   Shapes  starts, answer [series]
  [[nodiscard]] std::vector<Result<AnyFitted>> refit_many(
      std::span<const Series> series, std::span<const AnyFitted* const> starts) const {
    return self_->refit_many(series, starts);
  }
  /// Every model that `fit` would look at; fits again. Empty: it looks at one alone.
  [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const {
    return self_->trace(series);
  }
  [[nodiscard]] bool is_traced() const { return self_->is_traced(); }
  /// Whether its fits look at the regressors of a series; a composite does if a part of it does.
  [[nodiscard]] bool uses_regressors() const { return self_->uses_regressors(); }
  /// Reads back what AnyFitted::state() of this definition gave.
  [[nodiscard]] Result<AnyFitted> restore(std::span<const double> state) const {
    return self_->restore(state);
  }

 private:
  struct Base {
    Base() = default;
    Base(const Base&) = delete;
    Base& operator=(const Base&) = delete;
    virtual ~Base() = default;
    [[nodiscard]] virtual Result<AnyFitted> fit(const Series&) const = 0;
    [[nodiscard]] virtual std::vector<Result<AnyFitted>> fit_many(
        std::span<const Series>) const = 0;
    [[nodiscard]] virtual Result<AnyFitted> refit(const Series&, const AnyFitted&) const = 0;
    [[nodiscard]] virtual std::vector<Result<AnyFitted>> refit_many(
        std::span<const Series>, std::span<const AnyFitted* const>) const = 0;
    [[nodiscard]] virtual Result<AnyFitted> restore(std::span<const double>) const = 0;
    [[nodiscard]] virtual bool uses_regressors() const = 0;
    [[nodiscard]] virtual Result<std::vector<Candidate>> trace(const Series&) const = 0;
    [[nodiscard]] virtual bool is_traced() const = 0;
  };

  template <class D>
  struct Holder final : Base {
    explicit Holder(D d) : definition(std::move(d)) {}
    [[nodiscard]] Result<AnyFitted> fit(const Series& series) const override {
      return erase(definition.fit(series));
    }
    [[nodiscard]] std::vector<Result<AnyFitted>> fit_many(
        std::span<const Series> series) const override {
      std::vector<Result<AnyFitted>> answer;
      answer.reserve(series.size());
      if constexpr (BatchDefinition<D>) {
        for (auto& fitted : definition.fit_many(series)) answer.push_back(erase(std::move(fitted)));
      } else {
        for (const Series& one : series) answer.push_back(fit(one));
      }
      return answer;
    }
    [[nodiscard]] Result<AnyFitted> refit(const Series& series,
                                          const AnyFitted& start) const override {
      if constexpr (WarmDefinition<D>) {
        if (const auto* warm = start.get_if<typename D::Fitted>()) {
          return erase(definition.refit(series, *warm));
        }
      } else if constexpr (WarmBatchDefinition<D>) {
        if (const auto* warm = start.get_if<typename D::Fitted>()) {
          return erase(std::move(definition.refit_many({&series, 1}, {&warm, 1}).front()));
        }
      }
      return fit(series);
    }
    [[nodiscard]] std::vector<Result<AnyFitted>> refit_many(
        std::span<const Series> series, std::span<const AnyFitted* const> starts) const override {
      std::vector<Result<AnyFitted>> answer;
      answer.reserve(series.size());
      if constexpr (WarmBatchDefinition<D>) {
        std::vector<const typename D::Fitted*> warm;
        for (const AnyFitted* start : starts) {
          warm.push_back(start->get_if<typename D::Fitted>());
        }
        if (std::find(warm.begin(), warm.end(), nullptr) == warm.end()) {
          for (auto& fitted : definition.refit_many(series, warm)) {
            answer.push_back(erase(std::move(fitted)));
          }
          return answer;
        }
      }
      for (std::size_t i = 0; i < series.size(); ++i)
        answer.push_back(refit(series[i], *starts[i]));
      return answer;
    }
    [[nodiscard]] Result<AnyFitted> restore(std::span<const double> state) const override {
      return erase(restored(state));
    }
    [[nodiscard]] bool uses_regressors() const override {
      if constexpr (requires { definition.uses_regressors(); }) {
        return definition.uses_regressors();
      } else {
        return RegressionModel<typename D::Fitted>;
      }
    }
    [[nodiscard]] Result<std::vector<Candidate>> trace(const Series& series) const override {
      if constexpr (TracedDefinition<D>) return definition.trace(series);
      return std::vector<Candidate>{};
    }
    [[nodiscard]] bool is_traced() const override {
      if constexpr (requires { definition.is_traced(); }) {
        return definition.is_traced();
      } else {
        return TracedDefinition<D>;
      }
    }
    /// Composites need their definition to know what the numbers mean.
    [[nodiscard]] Result<typename D::Fitted> restored(std::span<const double> state) const {
      if constexpr (requires { definition.restore(state); }) {
        return definition.restore(state);
      } else {
        return D::Fitted::from_state(state);
      }
    }
    static Result<AnyFitted> erase(Result<typename D::Fitted> fitted) {
      if (!fitted) return fail(std::move(fitted.error()));
      return AnyFitted(std::move(*fitted));
    }
    D definition;
  };

  std::string word_;
  std::shared_ptr<const Base> self_;
};
}  // namespace foretell

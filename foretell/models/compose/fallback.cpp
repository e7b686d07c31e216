#include "foretell/models/compose/fallback.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace foretell {
Result<Fallback::Fitted> Fallback::fit(const Series& series) const {
  std::optional<Error> first_error;
  std::string remark;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    auto model = chain[i].fit(series);
    if (model) return Fitted{i, std::move(*model), std::move(remark)};
    remark += fmt::format("{}{} failed: {}", remark.empty() ? "" : "; ", chain[i].word(),
                          model.error().message);
    if (!first_error) first_error = std::move(model.error());
  }
  if (first_error) return fail(std::move(*first_error));
  return fail(ErrorCode::kInvalidOption, "a fallback chain needs at least one model");
}

bool Fallback::uses_regressors() const {
  return std::any_of(chain.begin(), chain.end(),
                     [](const AnyDefinition& part) { return part.uses_regressors(); });
}

Result<Fallback::Fitted> Fallback::restore(std::span<const double> state) const {
  if (state.empty() || !(state.front() >= 0 && state.front() < static_cast<double>(chain.size()))) {
    return fail(ErrorCode::kBadFile, "not the state of this fallback chain");
  }
  const auto index = static_cast<std::size_t>(state.front());
  auto model = chain[index].restore(state.subspan(1));
  if (!model) return fail(std::move(model.error()));
  std::string remark;
  for (std::size_t i = 0; i < index; ++i) {
    remark += fmt::format("{}{} failed", i == 0 ? "" : "; ", chain[i].word());
  }
  return Fitted{index, std::move(*model), std::move(remark)};
}

Forecast Fallback::Fitted::forecast(std::size_t horizon, const SimulationOptions& options,
                                    const Regressors& x) const {
  return model.forecast(horizon, options, x);
}

std::vector<double> Fallback::Fitted::simulate(std::size_t horizon, Rng& rng,
                                               const Regressors& x) const {
  return model.simulate(horizon, rng, x);
}

Result<void> Fallback::Fitted::update(std::span<const double> y, const Regressors& x) {
  return model.update(y, x);
}

std::vector<double> Fallback::Fitted::fitted(std::span<const double> y, const Regressors& x) const {
  return model.fitted(y, x);
}

std::vector<double> Fallback::Fitted::residuals(std::span<const double> y,
                                                const Regressors& x) const {
  return model.residuals(y, x);
}

InformationCriteria Fallback::Fitted::criteria() const {
  return model.criteria();
}

ModelDescription Fallback::Fitted::describe() const {
  ModelDescription result = model.describe();
  if (!remark.empty()) {
    result.remark = result.remark.empty() ? remark : fmt::format("{}; {}", remark, result.remark);
  }
  return result;
}

std::vector<double> Fallback::Fitted::state() const {
  std::vector<double> state{static_cast<double>(index)};
  const std::vector<double> inner = model.state();
  state.insert(state.end(), inner.begin(), inner.end());
  return state;
}

Result<Fallback::Fitted> Fallback::Fitted::from_state(std::span<const double> /*state*/) {
  return fail(ErrorCode::kUnsupported, "a fallback chain is read back by its definition");
}
}  // namespace foretell

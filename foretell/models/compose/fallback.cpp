#include "foretell/models/compose/fallback.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "foretell/models/compose/part_trace.hpp"

namespace foretell {
Result<Fallback::Fitted> Fallback::fit(const Series& series) const {
  return std::move(fit_many({&series, 1}).front());
}

std::vector<Result<Fallback::Fitted>> Fallback::fit_many(std::span<const Series> series) const {
  std::vector<Result<Fitted>> answer;
  for (std::size_t i = 0; i < series.size(); ++i) {
    answer.emplace_back(
        fail(ErrorCode::kInvalidOption, "a fallback chain needs at least one model"));
  }
  std::vector<std::string> remarks(series.size());
  std::vector<std::size_t> open(series.size());
  std::iota(open.begin(), open.end(), std::size_t{0});
  for (std::size_t d = 0; d < chain.size() && !open.empty(); ++d) {
    std::vector<Series> refused;
    refused.reserve(open.size());
    for (const std::size_t i : open) refused.push_back(series[i]);
    auto models = chain[d].fit_many(refused);
    std::vector<std::size_t> still_open;
    for (std::size_t k = 0; k < open.size(); ++k) {
      const std::size_t i = open[k];
      if (models[k]) {
        answer[i] = Fitted{d, std::move(*models[k]), std::move(remarks[i])};
        continue;
      }
      remarks[i] += fmt::format("{}{} failed: {}", remarks[i].empty() ? "" : "; ", chain[d].word(),
                                models[k].error().message);
      if (d == 0) answer[i] = fail(std::move(models[k].error()));
      still_open.push_back(i);
    }
    open = std::move(still_open);
  }
  return answer;
}

bool Fallback::uses_regressors() const {
  return std::any_of(chain.begin(), chain.end(),
                     [](const AnyDefinition& part) { return part.uses_regressors(); });
}

Result<std::vector<Candidate>> Fallback::trace(const Series& series) const {
  const auto model = fit(series);
  if (!model) return fail(model.error());
  std::vector<Candidate> candidates;
  for (std::size_t d = 0; d < model->index; ++d) {
    const auto refused = chain[d].fit(series);
    candidates.push_back(
        rejected_candidate(chain[d].word(), refused ? "" : refused.error().message));
  }
  const InformationCriteria criteria = model->criteria();
  candidates.push_back(
      {chain[model->index].word(), criteria.aicc(), criteria.log_likelihood, "", true});
  const auto inner = trace_of_parts(std::span(chain).first(model->index + 1), series);
  candidates.insert(candidates.end(), inner.begin(), inner.end());
  return candidates;
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

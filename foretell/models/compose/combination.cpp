#include "foretell/models/compose/combination.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "foretell/models/compose/holdout.hpp"
#include "foretell/models/compose/part_trace.hpp"

namespace foretell {
namespace {
std::optional<Error> refused(const Combination& options) {
  if (options.parts.empty()) {
    return Error{ErrorCode::kInvalidOption, "a combination needs at least one model", ""};
  }
  if (!(options.power >= 0) || options.windows == 0) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("power is {} and windows is {}, but they have to be at least 0 and 1",
                             options.power, options.windows),
                 ""};
  }
  return std::nullopt;
}

// Weights ∝ (least error / error)^power; a model that could not be tried counts as the worst.
std::vector<double> inverse_error_weights(std::vector<double> errors, double power) {
  double least = std::numeric_limits<double>::infinity();
  double most = 0;
  for (const double error : errors) {
    if (std::isnan(error)) continue;
    least = std::min(least, error);
    most = std::max(most, error);
  }
  const double floor = std::max(1e-9 * most, std::numeric_limits<double>::min());
  double total = 0;
  for (double& error : errors) {
    const double known = std::isnan(error) ? most : error;
    total += error = std::isinf(least) ? 1 : std::pow((least + floor) / (known + floor), power);
  }
  for (double& weight : errors) weight /= total;
  return errors;
}
}  // namespace

namespace {
// Puts what the parts gave for one series together.
Result<Combination::Fitted> assemble(const Combination& options, const Series& series,
                                     std::vector<Result<AnyFitted>> fits) {
  const auto& parts = options.parts;
  Combination::Fitted model;
  model.weighting = options.weighting;
  model.num_definitions = parts.size();
  std::optional<Error> first_error;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (fits[i]) {
      model.parts.push_back({i, parts[i].word(), std::move(*fits[i]), 0});
      continue;
    }
    model.left_out += fmt::format("{}{} left out: {}", model.left_out.empty() ? "" : "; ",
                                  parts[i].word(), fits[i].error().message);
    if (!first_error) first_error = std::move(fits[i].error());
  }
  if (model.parts.empty()) return fail(std::move(*first_error));
  std::vector<double> errors(model.parts.size(), 1);
  if (options.weighting == Combination::Weighting::kWeighted && model.parts.size() > 1) {
    const Holdout holdout = Holdout::of(series, options.windows, options.horizon);
    for (std::size_t i = 0; i < errors.size(); ++i) {
      errors[i] = holdout.mean_absolute_error(parts[model.parts[i].index], series);
    }
  }
  const std::vector<double> weights = inverse_error_weights(std::move(errors), options.power);
  for (std::size_t i = 0; i < weights.size(); ++i) model.parts[i].weight = weights[i];
  return model;
}
}  // namespace

Result<Combination::Fitted> Combination::fit(const Series& series) const {
  return std::move(fit_many({&series, 1}).front());
}

namespace {
// One part on all series, from its earlier fits where there are any.
std::vector<Result<AnyFitted>> fit_part(const AnyDefinition& definition, std::size_t index,
                                        std::span<const Series> series,
                                        std::span<const Combination::Fitted* const> starts) {
  if (starts.empty()) return definition.fit_many(series);
  std::vector<Series> warm, cold;
  std::vector<const AnyFitted*> from;
  std::vector<char> is_warm;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const auto& parts = starts[i]->parts;
    const auto part = std::ranges::find(parts, index, &Combination::Fitted::Part::index);
    is_warm.push_back(part != parts.end() ? 1 : 0);
    (part != parts.end() ? warm : cold).push_back(series[i]);
    if (part != parts.end()) from.push_back(&part->model);
  }
  auto again = definition.refit_many(warm, from), anew = definition.fit_many(cold);
  std::vector<Result<AnyFitted>> answer;
  answer.reserve(series.size());
  auto next_again = again.begin(), next_anew = anew.begin();
  for (const char old : is_warm)
    answer.push_back(std::move(old != 0 ? *next_again++ : *next_anew++));
  return answer;
}

std::vector<Result<Combination::Fitted>> fit_all(
    const Combination& options, std::span<const Series> series,
    std::span<const Combination::Fitted* const> starts) {
  std::vector<Result<Combination::Fitted>> answer;
  answer.reserve(series.size());
  if (const auto error = refused(options)) {
    for (std::size_t i = 0; i < series.size(); ++i) answer.emplace_back(fail(*error));
    return answer;
  }
  std::vector<std::vector<Result<AnyFitted>>> by_part;
  by_part.reserve(options.parts.size());
  for (std::size_t i = 0; i < options.parts.size(); ++i) {
    by_part.push_back(fit_part(options.parts[i], i, series, starts));
  }
  for (std::size_t i = 0; i < series.size(); ++i) {
    std::vector<Result<AnyFitted>> fits;
    fits.reserve(by_part.size());
    for (auto& part : by_part) fits.push_back(std::move(part[i]));
    answer.push_back(assemble(options, series[i], std::move(fits)));
  }
  return answer;
}
}  // namespace

std::vector<Result<Combination::Fitted>> Combination::fit_many(
    std::span<const Series> series) const {
  return fit_all(*this, series, {});
}

std::vector<Result<Combination::Fitted>> Combination::refit_many(
    std::span<const Series> series, std::span<const Fitted* const> starts) const {
  return fit_all(*this, series, starts);
}

bool Combination::uses_regressors() const {
  return std::any_of(parts.begin(), parts.end(),
                     [](const AnyDefinition& part) { return part.uses_regressors(); });
}

Result<std::vector<Candidate>> Combination::trace(const Series& series) const {
  if (auto error = refused(*this)) return fail(std::move(*error));
  return trace_of_parts(parts, series);
}

bool Combination::is_traced() const {
  return std::ranges::any_of(parts, &AnyDefinition::is_traced);
}

Result<Combination::Fitted> Combination::restore(std::span<const double> state) const {
  const auto broken = [] { return fail(ErrorCode::kBadFile, "not the state of this combination"); };
  if (state.empty() || state.front() != static_cast<double>(parts.size())) return broken();
  state = state.subspan(1);
  Fitted model;
  model.weighting = weighting;
  model.num_definitions = parts.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (state.size() < 2) return broken();
    const double weight = state[0];
    const double size = state[1];
    state = state.subspan(2);
    if (!(size >= 0 && size <= static_cast<double>(state.size()))) return broken();
    if (weight < 0) {
      model.left_out +=
          fmt::format("{}{} left out", model.left_out.empty() ? "" : "; ", parts[i].word());
      continue;
    }
    auto part = parts[i].restore(state.first(static_cast<std::size_t>(size)));
    if (!part) return fail(std::move(part.error()));
    model.parts.push_back({i, parts[i].word(), std::move(*part), weight});
    state = state.subspan(static_cast<std::size_t>(size));
  }
  if (model.parts.empty() || !state.empty()) return broken();
  return model;
}
}  // namespace foretell

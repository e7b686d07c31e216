#include "foretell/models/smoothing/ets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"
#include "foretell/models/smoothing/lanes/ets_batch.hpp"

namespace foretell {
namespace {
std::optional<Error> check_weights(const Ets& ets) {
  const auto refuse = [](const char* name, double value, const char* bound) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("{} is {}, but has to be in {}", name, value, bound),
                 {}};
  };
  const double alpha = ets.alpha.value_or(0.5);
  const auto outside = [](double value, double most) { return !(value > 0 && value <= most); };
  if (outside(alpha, 1)) return refuse("alpha", alpha, "(0, 1]");
  if (ets.beta && outside(*ets.beta, ets.alpha.value_or(1))) {
    return refuse("beta", *ets.beta, "(0, alpha]");
  }
  if (ets.gamma && (outside(*ets.gamma, 1) || (ets.alpha && *ets.gamma > 1 - alpha))) {
    return refuse("gamma", *ets.gamma, "(0, 1 - alpha]");
  }
  if (!ets.alpha && ets.beta.value_or(0) + ets.gamma.value_or(0) > 1) {
    return refuse("beta + gamma", *ets.beta + *ets.gamma, "(0, 1]");
  }
  if (outside(ets.max_beta_ratio, 1)) {
    return refuse("max_beta_ratio", ets.max_beta_ratio, "(0, 1]");
  }
  if (ets.phi && outside(*ets.phi, 1)) return refuse("phi", *ets.phi, "(0, 1]");
  return std::nullopt;
}

std::optional<Error> check_form(const Ets& ets, const Series& series) {
  const EtsForm form = ets.form();
  const auto where = series.id.empty() ? std::string{} : fmt::format("series {}", series.id);
  if (form.is_unstable() && !ets.allow_unstable) {
    return Error{
        ErrorCode::kInvalidOption,
        fmt::format("{} is unstable; make error and season multiplicative or trend additive, or "
                    "set allow_unstable",
                    form.name()),
        where};
  }
  if (!form.has_season()) return std::nullopt;
  const std::size_t period = series.period();
  if (period < 2) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("{} needs a season, but the series has no period; give one, or use "
                             "season=none",
                             form.name()),
                 where};
  }
  if (series.size() < 2 * period) {
    return Error{ErrorCode::kTooShort,
                 fmt::format("{} time steps, but {} needs two full periods of {}; use season=none",
                             series.size(), form.name(), period),
                 where};
  }
  return std::nullopt;
}

// A series of a batch that has passed the checks.
struct Entry {
  std::size_t number = 0;
  ets::BatchSeries series;
  std::size_t period = 1;
  std::vector<double> known = {};  // where an earlier fit ended
};

std::variant<Result<EtsFitted>, Entry> prepare(const Ets& ets, const Series& series) {
  if (auto error = check_weights(ets)) return fail(std::move(*error));
  if (auto error = check_form(ets, series)) return fail(std::move(*error));
  const EtsForm form = ets.form();
  Entry entry{.series = ets::BatchSeries(series.values),
              .period = form.has_season() ? series.period() : 1};
  const ets::WeightOptions fixed{ets.alpha, ets.beta, ets.gamma, ets.phi, ets.max_beta_ratio};
  const auto& data = entry.series.data();
  const std::size_t least = ets::num_parameters(form, entry.period, fixed);
  const Requirements needs{.min_length = data.constant ? 1 : least,
                           .positive = form.needs_positive()};
  if (auto error = check(series, needs)) return fail(std::move(*error));
  if (data.constant) return ets::carried_level(series.values, data, kEtsConstant);
  return entry;
}

// All entries have the same period.
std::vector<ets::SearchPoint> search(const ets::LaneForm& form, std::span<Entry> entries) {
  std::vector<ets::LaneSeries> lanes;
  std::vector<const EtsState*> states;
  for (Entry& entry : entries) {
    lanes.push_back(entry.series.lanes());
    states.push_back(&entry.series.start(form.columns.form, entry.period));
  }
  const auto starts = ets::local_lanes().settle(form, lanes, states);
  std::vector<ets::LaneMember> members;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    members.push_back({lanes[i], &starts[i], entries[i].known});
  }
  return ets::local_lanes().search(form, members);
}

void search_group(const Ets& ets, std::span<Entry> entries, std::span<const Series> series,
                  std::vector<Result<EtsFitted>>& answer) {
  const ets::WeightOptions fixed{ets.alpha, ets.beta, ets.gamma, ets.phi, ets.max_beta_ratio};
  const ets::LaneForm form(ets.form(), entries.front().period, fixed);
  const auto points = search(form, entries);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Series& of = series[entries[i].number];
    auto& fitted = answer[entries[i].number];
    if (!std::isfinite(points[i].value)) {
      fitted = fail(ErrorCode::kNoConvergence,
                    fmt::format("no parameters keep {} inside its domain on this series; use "
                                "additive parts",
                                ets.form().name()));
      continue;
    }
    auto model = ets::finish(ets.form(), points[i], fixed, entries[i].series.data(), of.values);
    if (ets.form().has_season() && of.periods.size() > 1) model.notes |= kEtsSeveralPeriods;
    fitted = std::move(model);
  }
}

// `starts`, if there are any, are earlier fits of the series.
std::vector<Result<EtsFitted>> fit_from(const Ets& ets, std::span<const Series> series,
                                        std::span<const EtsFitted* const> starts) {
  std::vector<Result<EtsFitted>> answer(series.size(), Result<EtsFitted>(EtsFitted{}));
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < series.size(); ++i) {
    auto prepared = prepare(ets, series[i]);
    if (auto* entry = std::get_if<Entry>(&prepared)) {
      entry->number = i;
      const EtsFitted* start = starts.empty() ? nullptr : starts[i];
      if (start != nullptr && start->form == ets.form() && start->period() == entry->period) {
        entry->known = ets::point_of(*start, entry->series.data()).x;
      }
      entries.push_back(std::move(*entry));
    } else {
      answer[i] = std::move(std::get<Result<EtsFitted>>(prepared));
    }
  }
  for (const auto part : ets::lane_groups(std::span(entries), series)) {
    search_group(ets, part, series, answer);
  }
  return answer;
}
}  // namespace

Result<EtsFitted> Ets::fit(const Series& series) const {
  return std::move(fit_from(*this, {&series, 1}, {}).front());
}

std::vector<Result<EtsFitted>> Ets::fit_many(std::span<const Series> series) const {
  return fit_from(*this, series, {});
}

Result<EtsFitted> Ets::refit(const Series& series, const Fitted& start) const {
  const Fitted* const from = &start;
  return std::move(fit_from(*this, {&series, 1}, {&from, 1}).front());
}

std::vector<Result<EtsFitted>> Ets::refit_many(std::span<const Series> series,
                                               std::span<const Fitted* const> starts) const {
  return fit_from(*this, series, starts);
}
}  // namespace foretell

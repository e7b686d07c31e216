#include "foretell/models/smoothing/auto_ets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"
#include "foretell/models/smoothing/lanes/ets_batch.hpp"

namespace foretell {
namespace {
double criterion_of(Criterion criterion, const InformationCriteria& fit) {
  switch (criterion) {
    case Criterion::kAic:
      return fit.aic();
    case Criterion::kBic:
      return fit.bic();
    default:
      return fit.aicc();
  }
}

// A series on the way to its best form.
struct Entry {
  std::size_t number = 0;  // among the series that were asked for
  ets::BatchSeries series;
  std::size_t period = 1;
  unsigned notes = 0;
  EtsForm form = {};
  ets::SearchPoint point = {};
  double score = std::numeric_limits<double>::infinity();
  std::vector<Candidate>* seen = nullptr;  // where what is looked at is written down, or nowhere

  [[nodiscard]] std::size_t num_present() const { return series.data().num_present; }
  void refuse(const EtsForm& of, std::string verdict) const;
  void record(const EtsForm& of, const InformationCriteria& scaled, Criterion criterion,
              bool converged) const;
};

void Entry::refuse(const EtsForm& of, std::string verdict) const {
  constexpr double kRejected = std::numeric_limits<double>::infinity();
  constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  if (seen != nullptr) seen->push_back({of.name(), kRejected, kUnknown, std::move(verdict)});
}

// `scaled` is the likelihood of the series in units of order 1.
void Entry::record(const EtsForm& of, const InformationCriteria& scaled, Criterion criterion,
                   bool converged) const {
  if (seen == nullptr) return;
  if (!std::isfinite(scaled.log_likelihood)) return refuse(of, "no start lies inside its domain");
  InformationCriteria own = scaled;
  own.log_likelihood -= static_cast<double>(own.num_observations) * std::log(series.data().unit);
  seen->push_back({of.name(), criterion_of(criterion, own), own.log_likelihood,
                   converged ? "" : "search ended early"});
}

// A form on one of the entries.
struct Trial {
  std::size_t entry = 0;
  ets::SettledStarts starts = {};
  std::size_t rank = 0;  // among the forms of the entry, by what the starts are worth
  std::vector<double> found = {};
};

// A form and the entries that it suits.
struct FormTrials {
  ets::LaneForm form;
  std::size_t num_parameters = 0;
  std::vector<Trial> trials = {};

  [[nodiscard]] const EtsForm& kind() const { return form.columns.form; }
};

FormTrials settled(const AutoEts& options, const EtsForm& form, std::span<Entry> entries) {
  const std::size_t period = entries.front().period;
  FormTrials trials{{form, period, {.max_beta_ratio = options.max_beta_ratio}},
                    ets::num_parameters(form, period)};
  std::vector<ets::LaneSeries> series;
  std::vector<const EtsState*> states;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& data = entries[i].series.data();
    if (data.num_present <= trials.num_parameters + 1) {
      entries[i].refuse(form, "too few observations");
      continue;
    }
    if (form.needs_positive() && !(data.lowest > 0)) {
      entries[i].refuse(form, "values at or below zero");
      continue;
    }
    trials.trials.push_back({.entry = i});
    series.push_back(entries[i].series.lanes());
    states.push_back(&entries[i].series.start(form, period));
  }
  auto starts = ets::local_lanes().settle(trials.form, series, states);
  for (std::size_t j = 0; j < starts.size(); ++j) trials.trials[j].starts = std::move(starts[j]);
  return trials;
}

// Ranks the forms of each entry by the criterion that their best starts would have.
void rank_forms(const AutoEts& options, std::span<const Entry> entries,
                std::vector<FormTrials>& forms) {
  std::vector<std::vector<std::pair<double, Trial*>>> of_entry(entries.size());
  for (FormTrials& form : forms) {
    for (Trial& trial : form.trials) {
      const double score = criterion_of(
          options.criterion,
          {-trial.starts.best(), form.num_parameters, entries[trial.entry].num_present()});
      of_entry[trial.entry].emplace_back(score, &trial);
    }
  }
  for (auto& scores : of_entry) {
    std::ranges::stable_sort(scores, {}, [](const auto& score) { return score.first; });
    for (std::size_t rank = 0; rank < scores.size(); ++rank) scores[rank].second->rank = rank;
  }
}

// What the same trend and season with the other kind of error has found on this entry.
std::span<const double> twin_of(const std::vector<FormTrials>& forms, const FormTrials& form,
                                std::size_t entry) {
  for (const FormTrials& other : forms) {
    if (&other == &form || other.kind().trend != form.kind().trend ||
        other.kind().season != form.kind().season) {
      continue;
    }
    const auto same = std::ranges::lower_bound(other.trials, entry, {}, &Trial::entry);
    if (same != other.trials.end() && same->entry == entry) return same->found;
  }
  return {};
}

// Searches a form on the entries where its rank is in [first, last).
void search_form(const AutoEts& options, std::vector<FormTrials>& forms, FormTrials& form,
                 std::size_t first, std::size_t last, std::span<Entry> entries) {
  std::vector<ets::LaneMember> members;
  std::vector<Trial*> chosen;
  for (Trial& trial : form.trials) {
    if (trial.rank < first || trial.rank >= last) continue;
    Entry& entry = entries[trial.entry];
    const double of_form =
        criterion_of(options.criterion, {0, form.num_parameters, entry.num_present()});
    members.push_back({entry.series.lanes(), &trial.starts, twin_of(forms, form, trial.entry),
                       (entry.score - of_form) / 2});
    chosen.push_back(&trial);
  }
  auto points = ets::local_lanes().search(form.form, members);
  for (std::size_t j = 0; j < chosen.size(); ++j) {
    Entry& entry = entries[chosen[j]->entry];
    const InformationCriteria fit{-points[j].value, form.num_parameters, entry.num_present()};
    entry.record(form.kind(), fit, options.criterion, points[j].converged);
    if (!std::isfinite(points[j].value)) continue;
    const double score = criterion_of(options.criterion, fit);
    chosen[j]->found = points[j].x;
    if (score < entry.score) {
      entry.form = form.kind();
      entry.point = std::move(points[j]);
      entry.score = score;
    }
  }
}

// Tries every candidate on every entry, the most promising ones first: the better the first, the
// sooner the others are given up.
void choose(const AutoEts& options, std::span<Entry> entries) {
  std::vector<FormTrials> forms;
  for (const EtsForm& form : options.candidates(true, entries.front().period > 1)) {
    forms.push_back(settled(options, form, entries));
  }
  rank_forms(options, entries, forms);
  constexpr std::array<std::size_t, 4> kRounds{0, 1, 3, static_cast<std::size_t>(-1)};
  for (std::size_t r = 0; r + 1 < kRounds.size(); ++r) {
    for (FormTrials& form : forms) {
      search_form(options, forms, form, kRounds[r], kRounds[r + 1], entries);
    }
  }
}
}  // namespace

// NOLINTNEXTLINE(readability-function-cognitive-complexity): three nested lists of kinds
std::vector<EtsForm> AutoEts::candidates(bool positive, bool seasonal) const {
  std::vector<EtsForm> forms;
  for (const auto season : {EtsSeason::kMul, EtsSeason::kAdd, EtsSeason::kNone}) {
    if (season != EtsSeason::kNone && !(seasonal && allow_season)) continue;
    if (season == EtsSeason::kMul && !allow_multiplicative_season) continue;
    for (const auto trend : {EtsTrend::kNone, EtsTrend::kAdd, EtsTrend::kAddDamped, EtsTrend::kMul,
                             EtsTrend::kMulDamped}) {
      for (const auto error : {EtsError::kAdd, EtsError::kMul}) {
        const EtsForm form{error, trend, season};
        if (form.has_trend() && !allow_trend) continue;
        if (form.is_damped() && !allow_damped) continue;
        if (form.has_growth_factor() && !allow_multiplicative_trend) continue;
        if (form.needs_positive() && !positive) continue;
        if (form.is_unstable() && !allow_unstable) continue;
        forms.push_back(form);
      }
    }
  }
  return forms;
}

namespace {
// The series where there is nothing to choose, else an entry.
std::variant<Result<EtsFitted>, Entry> prepare(const AutoEts& options, const Series& series) {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  Entry entry{.series = ets::BatchSeries(series.values)};
  const auto& data = entry.series.data();
  if (data.constant) {
    const unsigned note = data.num_present < 2 ? kEtsTooFew : kEtsConstant;
    return ets::carried_level(series.values, data, note);
  }
  entry.period = options.allow_season ? series.period() : 1;
  if (entry.period > 1 && series.size() < 2 * entry.period) {
    entry.period = 1;
    entry.notes |= kEtsPeriodTooLong;
  }
  if (entry.period > 1 && series.periods.size() > 1) entry.notes |= kEtsSeveralPeriods;
  return entry;
}

std::optional<Error> refused(const AutoEts& options) {
  if (options.max_beta_ratio > 0 && options.max_beta_ratio <= 1) return std::nullopt;
  return Error{ErrorCode::kInvalidOption,
               fmt::format("max_beta_ratio is {}, but has to be in (0, 1]", options.max_beta_ratio),
               ""};
}

EtsFitted finished(const Entry& entry, const Series& series) {
  const auto& data = entry.series.data();
  if (entry.point.x.empty()) {
    return ets::carried_level(series.values, data, entry.notes | kEtsTooFew);
  }
  auto model = ets::finish(entry.form, entry.point, {}, data, series.values);
  model.notes |= entry.notes;
  return model;
}
}  // namespace

std::vector<Result<EtsFitted>> AutoEts::fit_many(std::span<const Series> series) const {
  std::vector<Result<EtsFitted>> answer(series.size(), Result<EtsFitted>(EtsFitted{}));
  if (const auto error = refused(*this)) {
    for (auto& fitted : answer) fitted = fail(*error);
    return answer;
  }
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < series.size(); ++i) {
    auto prepared = prepare(*this, series[i]);
    if (auto* entry = std::get_if<Entry>(&prepared)) {
      entry->number = i;
      entries.push_back(std::move(*entry));
    } else {
      answer[i] = std::move(std::get<Result<EtsFitted>>(prepared));
    }
  }
  for (const auto part : ets::lane_groups(std::span(entries), series)) choose(*this, part);
  for (const Entry& entry : entries) answer[entry.number] = finished(entry, series[entry.number]);
  return answer;
}

Result<EtsFitted> AutoEts::fit(const Series& series) const {
  return std::move(fit_many({&series, 1}).front());
}

Result<std::vector<Candidate>> AutoEts::trace(const Series& series) const {
  if (auto error = refused(*this)) return fail(std::move(*error));
  std::vector<Candidate> seen;
  auto prepared = prepare(*this, series);
  auto* entry = std::get_if<Entry>(&prepared);
  if (entry != nullptr) {
    entry->seen = &seen;
    choose(*this, {entry, 1});
  }
  const auto model =
      entry != nullptr ? finished(*entry, series) : std::get<Result<EtsFitted>>(prepared);
  if (!model) return fail(model.error());
  const ModelDescription description = model->describe();
  const auto same = std::ranges::find_if(seen, [&](const Candidate& one) {
    return one.name == description.name && std::isfinite(one.criterion);
  });
  if (same != seen.end()) {
    same->chosen = true;
  } else {  // nothing to choose from: a level carried on
    const InformationCriteria fit = model->criteria();
    seen.push_back({description.name, criterion_of(criterion, fit), fit.log_likelihood,
                    description.remark, true});
  }
  return seen;
}

std::vector<Result<EtsFitted>> AutoEts::refit_many(std::span<const Series> series,
                                                   std::span<const Fitted* const> starts) const {
  std::vector<Result<EtsFitted>> answer(series.size(), Result<EtsFitted>(EtsFitted{}));
  std::map<std::string, std::vector<std::size_t>> of_form;
  for (std::size_t i = 0; i < series.size(); ++i) of_form[starts[i]->form.name()].push_back(i);
  std::vector<std::size_t> again;  // where the old form refuses
  for (const auto& [name, numbers] : of_form) {
    const EtsForm form = starts[numbers.front()]->form;
    const Ets same{.error = form.error,
                   .trend = form.trend,
                   .season = form.season,
                   .max_beta_ratio = max_beta_ratio,
                   .allow_unstable = true};
    std::vector<Series> part;
    std::vector<const Fitted*> from;
    for (const std::size_t i : numbers) {
      part.push_back(series[i]);
      from.push_back(starts[i]);
    }
    auto models = same.refit_many(part, from);
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      if (!models[k]) again.push_back(numbers[k]);
      answer[numbers[k]] = std::move(models[k]);
    }
  }
  std::vector<Series> part;
  part.reserve(again.size());
  for (const std::size_t i : again) part.push_back(series[i]);
  auto models = fit_many(part);
  for (std::size_t k = 0; k < again.size(); ++k) answer[again[k]] = std::move(models[k]);
  return answer;
}
}  // namespace foretell

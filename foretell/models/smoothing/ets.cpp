#include "foretell/models/smoothing/ets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"

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

Result<EtsFitted> fit_from(const Ets& ets, const Series& series, const EtsFitted* start) {
  if (auto error = check_weights(ets)) return fail(std::move(*error));
  if (auto error = check_form(ets, series)) return fail(std::move(*error));
  const EtsForm form = ets.form();
  const std::size_t period = form.has_season() ? series.period() : 1;
  const ets::WeightOptions fixed{ets.alpha, ets.beta, ets.gamma, ets.phi, ets.max_beta_ratio};
  const std::size_t least = ets::num_parameters(form, period, fixed);
  const auto data = ets::scaled(series.values);
  const Requirements needs{.min_length = data.constant ? 1 : least,
                           .positive = form.needs_positive()};
  if (auto error = check(series, needs)) return fail(std::move(*error));
  if (data.constant) return ets::carried_level(series.values, data, kEtsConstant);
  std::vector<ets::SearchPoint> known;
  if (start != nullptr && start->form == form && start->period() == period) {
    known.push_back(ets::point_of(*start, data));
  }
  const auto point = ets::local_search().run(form, data.values, period, fixed, known);
  if (!std::isfinite(point.value)) {
    return fail(ErrorCode::kNoConvergence,
                fmt::format("no parameters keep {} inside its domain on this series; use additive "
                            "parts",
                            form.name()));
  }
  auto model = ets::finish(form, point, fixed, data, series.values);
  if (form.has_season() && series.periods.size() > 1) model.notes |= kEtsSeveralPeriods;
  return model;
}
}  // namespace

Result<EtsFitted> Ets::fit(const Series& series) const {
  return fit_from(*this, series, nullptr);
}

Result<EtsFitted> Ets::refit(const Series& series, const Fitted& start) const {
  return fit_from(*this, series, &start);
}
}  // namespace foretell

#include "foretell/decompose/mstl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "foretell/numeric/super_smoother.hpp"

namespace foretell {
namespace {
/// A season and the window of its smoothing.
struct Season {
  std::size_t period, window;
};

// The seasons of which n values hold two periods, shortest first.
std::vector<Season> seasons_of(const Mstl& options, std::size_t n) {
  std::vector<Season> seasons;
  const auto& windows = options.season_windows;
  for (std::size_t i = 0; i < options.periods.size(); ++i) {
    const std::size_t period = options.periods[i];
    const bool known = std::any_of(seasons.begin(), seasons.end(),
                                   [&](const Season& s) { return s.period == period; });
    if (period < 2 || period > n / 2 || known) continue;
    seasons.push_back({period, windows.empty() ? 0 : windows[windows.size() == 1 ? 0 : i]});
  }
  std::sort(seasons.begin(), seasons.end(),
            [](const Season& a, const Season& b) { return a.period < b.period; });
  if (!windows.empty()) return seasons;
  for (std::size_t i = 0; i < seasons.size(); ++i) seasons[i].window = 11 + 4 * i;
  return seasons;
}

std::optional<Error> refusal(const Mstl& options) {
  if (options.iterations == 0) {
    return Error{ErrorCode::kInvalidOption, "0 iterations find no season; use at least 1", ""};
  }
  const std::size_t windows = options.season_windows.size();
  if (windows > 1 && windows != options.periods.size()) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("{} season windows for {} periods; give one for each, one or none",
                             windows, options.periods.size()),
                 ""};
  }
  return std::nullopt;
}

Result<Decomposition> without_season(std::span<const double> y) {
  return completed(y, Decomposition{.trend = numeric::super_smoother(y)});
}

Result<Decomposition> additive(std::span<const double> y, const std::vector<Season>& seasons,
                               const Mstl& options) {
  if (seasons.empty()) return without_season(y);
  Decomposition parts;
  for (const Season& season : seasons) parts.periods.push_back(season.period);
  parts.seasons.resize(seasons.size(), std::vector<double>(y.size()));
  std::vector<double> rest(y.begin(), y.end());
  const std::size_t rounds = seasons.size() == 1 ? 1 : options.iterations;
  for (std::size_t i = 0; i < rounds * seasons.size(); ++i) {
    std::vector<double>& season = parts.seasons[i % seasons.size()];
    for (std::size_t t = 0; t < y.size(); ++t) rest[t] += season[t];
    Stl stl = options.stl;
    stl.period = seasons[i % seasons.size()].period;
    stl.season_window = seasons[i % seasons.size()].window;
    auto found = stl.decompose(rest);
    if (!found) return fail(std::move(found.error()));
    season = std::move(found->seasons[0]);
    parts.trend = std::move(found->trend);
    parts.weights = std::move(found->weights);
    for (std::size_t t = 0; t < y.size(); ++t) rest[t] -= season[t];
  }
  return completed(y, std::move(parts));
}

// The additive parts of ln y as factors of y.
Result<Decomposition> multiplicative(std::span<const double> y, const std::vector<Season>& seasons,
                                     const Mstl& options) {
  std::vector<double> logs(y.begin(), y.end());
  for (double& value : logs) value = std::log(value);
  auto parts = additive(logs, seasons, options);
  if (!parts) return parts;
  parts->composition = Composition::kMultiplicative;
  for (double& value : parts->trend) value = std::exp(value);
  for (auto& season : parts->seasons) {
    for (double& value : season) value = std::exp(value);
  }
  return completed(y, std::move(*parts));
}
}  // namespace

Result<Decomposition> Mstl::decompose(std::span<const double> y) const {
  if (auto error = refusal(*this)) return fail(std::move(*error));
  if (y.empty()) return fail(ErrorCode::kTooShort, "a series without values has no trend");
  const std::vector<Season> seasons = seasons_of(*this, y.size());
  if (auto error = check_values(y, Composition::kAdditive)) return fail(std::move(*error));
  const auto chosen = resolve(composition, y, seasons.empty() ? 1 : seasons.back().period);
  if (!chosen) return fail(chosen.error());
  if (auto error = check_values(y, *chosen)) return fail(std::move(*error));
  return *chosen == Composition::kAdditive ? additive(y, seasons, *this)
                                           : multiplicative(y, seasons, *this);
}
}  // namespace foretell

#include "foretell/models/seasonal_adjustment.hpp"

#include <algorithm>
#include <cmath>

namespace foretell {
namespace {
constexpr double kLeastFactor = 0.01;

bool dividing_is_safe(const Result<ClassicalDecomposition>& parts) {
  return parts && *std::min_element(parts->figure.begin(), parts->figure.end()) >= kLeastFactor;
}

void put_back_at(std::span<double> values, const SeasonalAdjustment& season, std::size_t first) {
  const std::size_t period = season.figure.size();
  if (period == 0) return;
  for (std::size_t t = 0; t < values.size(); ++t) {
    const double part = season.figure[(first + t) % period];
    values[t] = season.composition == Composition::kAdditive ? values[t] + part : values[t] * part;
  }
}
}  // namespace

SeasonalAdjustment SeasonalAdjustment::estimate(std::span<const double> y, std::size_t period,
                                                SeasonOption option) {
  if (option == SeasonOption::kNone || period < 2) return {};
  if (option == SeasonOption::kMultiplicative) {
    auto parts = classical_decomposition(y, period, Composition::kMultiplicative);
    if (dividing_is_safe(parts)) return {parts->composition, std::move(parts->figure), 0};
  }
  auto parts = classical_decomposition(y, period, Composition::kAdditive);
  if (!parts) return {};
  return {parts->composition, std::move(parts->figure), 0};
}

double SeasonalAdjustment::removed(double y) {
  if (figure.empty()) return y;
  const double part = figure[next];
  if (++next == figure.size()) next = 0;
  return composition == Composition::kAdditive ? y - part : y / part;
}

std::vector<double> SeasonalAdjustment::removed(std::span<const double> y) {
  std::vector<double> result(y.size());
  next = 0;
  for (std::size_t t = 0; t < y.size(); ++t) result[t] = removed(y[t]);
  return result;
}

void SeasonalAdjustment::put_back(Forecast& forecast) const {
  if (figure.empty()) return;
  std::vector<double> parts(forecast.horizon());
  for (std::size_t k = 0; k < parts.size(); ++k) parts[k] = figure[(next + k) % figure.size()];
  composition == Composition::kAdditive ? forecast.shift(parts) : forecast.scale(parts);
}

void SeasonalAdjustment::put_back(std::span<double> path) const {
  put_back_at(path, *this, next);
}

void SeasonalAdjustment::put_back_from_start(std::span<double> values) const {
  put_back_at(values, *this, 0);
}

void SeasonalAdjustment::append_state(std::vector<double>& state) const {
  state.insert(state.end(),
               {static_cast<double>(figure.size()),
                composition == Composition::kAdditive ? 0.0 : 1.0, static_cast<double>(next)});
  state.insert(state.end(), figure.begin(), figure.end());
}

std::optional<SeasonalAdjustment> SeasonalAdjustment::take_state(std::span<const double>& state) {
  constexpr std::size_t kHead = 3;
  if (state.size() < kHead) return std::nullopt;
  const auto rest = static_cast<double>(state.size() - kHead);
  if (!(state[0] >= 0 && state[0] <= rest && state[2] >= 0 && state[2] <= rest)) {
    return std::nullopt;
  }
  SeasonalAdjustment season;
  season.composition = state[1] == 0 ? Composition::kAdditive : Composition::kMultiplicative;
  season.next = static_cast<std::size_t>(state[2]);
  const auto period = static_cast<std::size_t>(state[0]);
  if (period > 0 && season.next >= period) return std::nullopt;
  const auto figure = state.subspan(kHead, period);
  season.figure.assign(figure.begin(), figure.end());
  state = state.subspan(kHead + period);
  return season;
}
}  // namespace foretell

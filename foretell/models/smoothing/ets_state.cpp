// EtsFitted as numbers and back.
#include <fmt/format.h>

#include <cmath>

#include "foretell/models/smoothing/ets_fitted.hpp"

namespace foretell {
namespace {
constexpr std::size_t kHead = 16;  // numbers before the two seasons

bool is_whole(double value, double bound) {
  return value >= 0 && value <= bound && value == std::floor(value);
}

std::size_t whole(double value) {
  return static_cast<std::size_t>(value);
}
}  // namespace

std::vector<double> EtsFitted::state() const {
  std::vector<double> numbers{static_cast<double>(form.error),
                              static_cast<double>(form.trend),
                              static_cast<double>(form.season),
                              parameters.alpha,
                              parameters.beta,
                              parameters.gamma,
                              parameters.phi,
                              unit,
                              sum_squares,
                              sum_log,
                              static_cast<double>(num_observations),
                              static_cast<double>(num_parameters),
                              static_cast<double>(notes),
                              static_cast<double>(next_season),
                              initial.level,
                              initial.trend};
  numbers.insert(numbers.end(), initial.season.begin(), initial.season.end());
  numbers.insert(numbers.end(), {current.level, current.trend});
  numbers.insert(numbers.end(), current.season.begin(), current.season.end());
  return numbers;
}

Result<EtsFitted> EtsFitted::from_state(std::span<const double> state) {
  constexpr double kMost = 9007199254740992;  // 2^53
  const auto bad = [&](const char* what) {
    return fail(ErrorCode::kBadFile, fmt::format("an ETS model with {}", what));
  };
  if (state.size() < kHead + 2 || state.size() % 2 != 0) return bad("a wrong count of numbers");
  const std::size_t period = (state.size() - kHead - 2) / 2;
  if (!is_whole(state[0], 1) || !is_whole(state[1], 4) || !is_whole(state[2], 2)) {
    return bad("an unknown form");
  }
  for (const std::size_t i : {10, 11, 12}) {
    if (!is_whole(state[i], kMost)) return bad("a count that is not whole");
  }
  for (const double value : state) {
    if (!std::isfinite(value)) return bad("a number that is not finite");
  }
  EtsFitted model;
  model.form = {static_cast<EtsError>(state[0]), static_cast<EtsTrend>(state[1]),
                static_cast<EtsSeason>(state[2])};
  if (model.form.has_season() != (period > 0)) return bad("a season of the wrong length");
  if (!is_whole(state[13], kMost) || (state[13] > 0 && whole(state[13]) >= period)) {
    return bad("a season that starts outside its period");
  }
  model.parameters = {state[3], state[4], state[5], state[6]};
  model.unit = state[7];
  model.sum_squares = state[8];
  model.sum_log = state[9];
  model.num_observations = whole(state[10]);
  model.num_parameters = whole(state[11]);
  model.notes = static_cast<unsigned>(state[12]);
  model.next_season = whole(state[13]);
  const auto take = [](std::span<const double> from) {
    return EtsState{from[0], from[1], {from.begin() + 2, from.end()}};
  };
  model.initial = take(state.subspan(kHead - 2, period + 2));
  model.current = take(state.subspan(kHead + period, period + 2));
  return model;
}
}  // namespace foretell

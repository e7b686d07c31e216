#include "foretell/models/arima/innovations_filter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/arima/arma_lanes.hpp"

namespace foretell::arima {
namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kNegligible = 1e-13;
constexpr double kDiffuse = 1e7;  // variance of a value missing before the first differences
constexpr std::size_t kCheckEvery = 16;
constexpr std::size_t kMostUnknowns = 400;
constexpr std::size_t kLongestMoving = 512;  // steps ahead with a gain of their own

void push_front(std::vector<double>& values, double value) {
  if (values.empty()) return;
  std::move_backward(values.begin(), values.end() - 1, values.end());
  values.front() = value;
}
}  // namespace

Process::Process(const ArimaOrder& order, std::span<const double> coefficients)
    : structure(order.structure()),
      difference(difference_polynomial(order)),
      ar(structure.ar_degree() + 1, 0.0),
      ma(structure.ma_degree() + 1, 0.0) {
  structure.expand(coefficients, ar.data(), ma.data());
}

Path::Path(const Process& process)
    : levels(process.difference.degree(), 0.0),
      values(process.structure.ar_degree(), 0.0),
      carry(process.structure.memory(), 0.0) {
}

double Path::next_value(const Process& process) const {
  double sum = carry.empty() ? 0 : carry.front();
  for (const std::size_t lag : process.structure.ar_lags())
    sum += process.ar[lag] * values[lag - 1];
  return sum;
}

double Path::undone(const Process& process) const {
  double sum = 0;
  const auto& [lags, coefficients] = process.difference;
  for (std::size_t k = 0; k < lags.size(); ++k) sum += coefficients[k] * levels[lags[k] - 1];
  return sum;
}

void Path::push(double level, double value, double kick, std::span<const double> gain) {
  push_front(levels, level);
  push_front(values, value);
  if (carry.empty()) return;
  std::move(carry.begin() + 1, carry.end(), carry.begin());
  carry.back() = 0;
  for (std::size_t i = 0; i < carry.size(); ++i) carry[i] += gain[i] * kick;
}

void Path::add(const Path& other, double factor) {
  const auto add_to = [factor](std::vector<double>& to, const std::vector<double>& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * from[i];
  };
  add_to(levels, other.levels);
  add_to(values, other.values);
  add_to(carry, other.carry);
}

InnovationsFilter::InnovationsFilter(const Process& process, bool conditional) : main_(process) {
  if (conditional) {
    burn_ = process.structure.ar_degree();
    settle(process);
    return;
  }
  ArmaLanes lanes;
  lanes.reset(process.structure);
  for (const std::size_t lag : process.structure.ar_lags()) {
    std::fill_n(lanes.ar() + lag * kLanes, kLanes, process.ar[lag]);
  }
  for (const std::size_t lag : process.structure.ma_lags()) {
    std::fill_n(lanes.ma() + lag * kLanes, kLanes, process.ma[lag]);
  }
  auto start = lanes.start(process.structure);
  variance_ = start.variance;
  multiplier_ = -1 / variance_;
  gain_ = std::move(start.gain);
  increment_ = std::move(start.increment);
}

void InnovationsFilter::settle(const Process& process) {
  gain_.assign(process.structure.memory(), 0);
  for (const std::size_t lag : process.structure.ma_lags()) gain_[lag - 1] = process.ma[lag];
  increment_.clear();
  variance_ = 1;
  multiplier_ = 0;
}

bool InnovationsFilter::is_settled() const {
  if (increment_.empty()) return false;
  double most = 0;
  for (const double y : increment_) most = std::max(most, y * y);
  return most * std::abs(multiplier_) < kNegligible * variance_;
}

// As in ArmaLanes, for one set of parameters.
void InnovationsFilter::advance_gain() {
  const double first = increment_.front();
  const double along = multiplier_ * first;
  const double back = first / variance_;
  for (std::size_t i = 0; i < gain_.size(); ++i) {
    const double g = gain_[i];
    const double y = increment_[i + 1];
    gain_[i] = g + y * along;
    increment_[i] = y - g * back;
  }
  increment_.back() = 0;
  const double next = variance_ + first * along;
  multiplier_ *= variance_ / next;
  variance_ = next;
}

std::vector<double> InnovationsFilter::effects(const Process& process) const {
  std::vector<double> result;
  for (const Unknown& unknown : unknowns_) {
    result.push_back(unknown.path.next_value(process) + unknown.path.undone(process));
  }
  return result;
}

// The unknowns' means move by their covariance with the innovation; they are moved into the main
// path, so that they are zero again.
void InnovationsFilter::learn(std::span<const double> effects, double innovation, double total) {
  const std::size_t count = unknowns_.size();
  std::vector<double> weights(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) weights[i] += covariance(i, j) * effects[j];
  }
  for (std::size_t i = 0; i < count; ++i) {
    main_.add(unknowns_[i].path, weights[i] * innovation / total);
    for (std::size_t j = 0; j < count; ++j) covariance(i, j) -= weights[i] * weights[j] / total;
  }
}

void InnovationsFilter::move_unknowns(const Process& process, std::span<const double> effects,
                                      bool missing) {
  for (std::size_t i = 0; i < unknowns_.size(); ++i) {
    Path& path = unknowns_[i].path;
    // A value that is there does not depend on the unknowns, so its innovation does. One that is
    // missing is predicted along each path.
    const double value = path.next_value(process);
    if (missing) {
      path.push(effects[i], value, 0, gain_);
    } else {
      path.push(0, value - effects[i], -effects[i] / variance_, gain_);
    }
  }
}

// The error of a prediction that stands for a missing value.
void InnovationsFilter::start_unknown(const Process& process, double variance) {
  if (unknowns_.size() >= kMostUnknowns) forget();
  const std::size_t old = unknowns_.size();
  Unknown unknown{Path(process)};
  unknown.path.push(1, 1, 1 / variance_, gain_);
  unknowns_.push_back(std::move(unknown));
  std::vector<double> wider((old + 1) * (old + 1), 0);
  for (std::size_t i = 0; i < old; ++i) {
    for (std::size_t j = 0; j < old; ++j) wider[i * (old + 1) + j] = covariance_[i * old + j];
  }
  wider.back() = variance;
  covariance_ = std::move(wider);
}

// Unknowns that no longer matter are dropped; where there are too many, the oldest.
void InnovationsFilter::forget() {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < unknowns_.size(); ++i) {
    const Path& path = unknowns_[i].path;
    double most = 0;
    for (const auto* part : {&path.levels, &path.values, &path.carry}) {
      for (const double value : *part) most = std::max(most, value * value);
    }
    if (most * covariance(i, i) > kNegligible) kept.push_back(i);
  }
  if (kept.size() >= kMostUnknowns) kept.erase(kept.begin());
  if (kept.size() == unknowns_.size()) return;
  std::vector<Unknown> rest;
  std::vector<double> matrix;
  for (const std::size_t i : kept) {
    rest.push_back(unknowns_[i]);
    for (const std::size_t j : kept) matrix.push_back(covariance(i, j));
  }
  unknowns_ = std::move(rest);
  covariance_ = std::move(matrix);
}

InnovationsFilter::Step InnovationsFilter::absorb(const Process& process, double u) {
  const bool missing = std::isnan(u);
  const std::size_t degree = process.difference.degree();
  const bool collecting = seen_ < degree;
  ++seen_;
  if (collecting) {  // nothing is predicted until the differences exist
    const double level = missing ? (seen_ > 1 ? main_.levels.front() : 0) : u;
    push_front(main_.levels, level);
    for (Unknown& unknown : unknowns_) push_front(unknown.path.levels, 0);
    if (missing) {
      start_unknown(process, kDiffuse);
      Path& path = unknowns_.back().path;
      std::fill(path.values.begin(), path.values.end(), 0.0);
      std::fill(path.carry.begin(), path.carry.end(), 0.0);
    }
    return {kNaN, kNaN, kNaN};
  }
  const std::size_t steps = seen_ - degree;  // of the differenced series, this one counted
  if (steps % kCheckEvery == 1 || steps == process.structure.ar_degree() + 1) {
    if (is_settled()) settle(process);
  }
  const double value = main_.next_value(process);
  const double undone = main_.undone(process);
  const double prediction = value + undone;
  const std::vector<double> effect = effects(process);
  double total = variance_;
  for (std::size_t i = 0; i < effect.size(); ++i) {
    for (std::size_t j = 0; j < effect.size(); ++j)
      total += effect[i] * covariance(i, j) * effect[j];
  }
  Step step{prediction, kNaN, total};
  const bool burning = burn_ > 0;
  if (burning) --burn_;
  if (missing) {
    main_.push(prediction, value, 0, gain_);
    move_unknowns(process, effect, true);
    start_unknown(process, burning ? kDiffuse : variance_);
  } else {
    const double error = u - prediction;
    if (!burning) step.innovation = error / std::sqrt(total);
    main_.push(u, u - undone, burning ? 0 : error / variance_, gain_);
    if (!unknowns_.empty()) {
      move_unknowns(process, effect, false);
      learn(effect, error, total);
      forget();
    }
  }
  if (!increment_.empty()) advance_gain();
  return step;
}

InnovationsFilter::Moments InnovationsFilter::ahead(const Process& process,
                                                    std::size_t horizon) const {
  Moments moments{std::vector<double>(horizon), std::vector<double>(horizon, 0.0)};
  InnovationsFilter copy = *this;
  const auto respond = [&](Path path, std::size_t from, double variance) {
    for (std::size_t k = from; k < horizon; ++k) {
      const double value = path.next_value(process);
      const double level = value + path.undone(process);
      moments.variance[k] += level * level * variance;
      path.push(level, value, 0, gain_);
    }
  };
  bool steady = false;
  for (std::size_t k = 0; k < horizon; ++k) {
    if (k % kCheckEvery == 0 && (copy.is_settled() || k >= kLongestMoving)) copy.increment_.clear();
    const double value = copy.main_.next_value(process);
    moments.mean[k] = value + copy.main_.undone(process);
    copy.main_.push(moments.mean[k], value, 0, copy.gain_);
    if (!copy.increment_.empty()) {
      moments.variance[k] += copy.variance_;
      Path impulse(process);
      impulse.push(1, 1, 1 / copy.variance_, copy.gain_);
      respond(std::move(impulse), k + 1, copy.variance_);
      copy.advance_gain();
    } else if (!steady) {
      steady = true;
      Path impulse(process);
      impulse.push(1, 1, 1 / copy.variance_, copy.gain_);
      double sum = 1;
      for (std::size_t j = k; j < horizon; ++j) {
        moments.variance[j] += sum * copy.variance_;
        const double next = impulse.next_value(process);
        const double level = next + impulse.undone(process);
        sum += level * level;
        impulse.push(level, next, 0, copy.gain_);
      }
    }
  }
  std::vector<std::vector<double>> paths;
  for (const Unknown& unknown : unknowns_) {
    Path path = unknown.path;
    auto& levels = paths.emplace_back();
    for (std::size_t k = 0; k < horizon; ++k) {
      const double value = path.next_value(process);
      levels.push_back(value + path.undone(process));
      path.push(levels.back(), value, 0, gain_);
    }
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (std::size_t j = 0; j < paths.size(); ++j) {
      const double weight = covariance_[i * paths.size() + j];
      for (std::size_t k = 0; k < horizon; ++k) {
        moments.variance[k] += weight * paths[i][k] * paths[j][k];
      }
    }
  }
  return moments;
}

std::vector<double> InnovationsFilter::state() const {
  std::vector<double> numbers{
      static_cast<double>(seen_),     static_cast<double>(burn_),           variance_, multiplier_,
      increment_.empty() ? 0.0 : 1.0, static_cast<double>(unknowns_.size())};
  const auto append = [&numbers](const std::vector<double>& part) {
    numbers.insert(numbers.end(), part.begin(), part.end());
  };
  const auto append_path = [&](const Path& path) {
    append(path.levels);
    append(path.values);
    append(path.carry);
  };
  append_path(main_);
  if (!increment_.empty()) {
    append(gain_);
    append(increment_);
  }
  for (const Unknown& unknown : unknowns_) append_path(unknown.path);
  append(covariance_);
  return numbers;
}

bool InnovationsFilter::restore(const Process& process, std::span<const double> state) {
  constexpr std::size_t kHead = 6;
  constexpr double kMost = 1e15;
  if (state.size() < kHead) return false;
  const bool moving = state[4] != 0;
  for (const std::size_t i : {0U, 1U, 5U}) {
    if (!(state[i] >= 0 && state[i] < kMost)) return false;
  }
  if (!(state[5] <= static_cast<double>(kMostUnknowns)) || !(state[2] > 0)) return false;
  const auto count = static_cast<std::size_t>(state[5]);
  const Path empty(process);
  const std::size_t length = empty.levels.size() + empty.values.size() + empty.carry.size();
  const std::size_t gains = moving ? 2 * empty.carry.size() + 1 : 0;
  if (state.size() != kHead + length * (count + 1) + gains + count * count) return false;
  seen_ = static_cast<std::size_t>(state[0]);
  burn_ = static_cast<std::size_t>(state[1]);
  auto rest = state.subspan(kHead);
  const auto take = [&rest](std::vector<double>& part, std::size_t size) {
    part.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size));
    rest = rest.subspan(size);
  };
  const auto take_path = [&](Path& path) {
    take(path.levels, path.levels.size());
    take(path.values, path.values.size());
    take(path.carry, path.carry.size());
  };
  settle(process);
  variance_ = state[2];
  multiplier_ = state[3];
  take_path(main_);
  if (moving) {
    take(gain_, empty.carry.size());
    take(increment_, empty.carry.size() + 1);
  }
  unknowns_.assign(count, Unknown{empty});
  for (Unknown& unknown : unknowns_) take_path(unknown.path);
  take(covariance_, count * count);
  return true;
}
}  // namespace foretell::arima

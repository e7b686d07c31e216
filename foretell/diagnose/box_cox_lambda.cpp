#include "foretell/diagnose/box_cox_lambda.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "foretell/numeric/brent.hpp"

namespace foretell {
namespace {
constexpr double kTolerance = 0.0001220703125;  // ε^¼

// Means and standard deviations of the last whole periods, of those with two observed values.
struct Groups {
  std::vector<double> log_mean, deviation;
};

Groups groups_of(std::span<const double> y, std::size_t size) {
  Groups groups;
  for (std::size_t start = y.size() % size; start < y.size(); start += size) {
    double sum = 0, count = 0;
    const auto group = y.subspan(start, size);
    for (const double value : group) {
      if (std::isnan(value)) continue;
      sum += value;
      count += 1;
    }
    if (count < 2) continue;
    const double mean = sum / count;
    double squares = 0;
    for (const double value : group) {
      if (!std::isnan(value)) squares += (value - mean) * (value - mean);
    }
    groups.log_mean.push_back(std::log(mean));
    groups.deviation.push_back(std::sqrt(squares / (count - 1)));
  }
  return groups;
}

double variation(const Groups& groups, double lambda, std::vector<double>& ratios) {
  double sum = 0;
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    ratios[i] = groups.deviation[i] / std::exp((1 - lambda) * groups.log_mean[i]);
    sum += ratios[i];
  }
  const auto count = static_cast<double>(ratios.size());
  const double mean = sum / count;
  double squares = 0;
  for (const double ratio : ratios) squares += (ratio - mean) * (ratio - mean);
  return std::sqrt(squares / (count - 1)) / mean;
}

Result<double> guerrero(std::span<const double> y, const BoxCoxLambda& options) {
  const Groups groups = groups_of(y, std::max<std::size_t>(options.period, 2));
  const bool varies =
      std::any_of(groups.deviation.begin(), groups.deviation.end(), [](double s) { return s > 0; });
  if (groups.deviation.size() < 2 || !varies) {
    return fail(
        ErrorCode::kTooShort,
        "fewer than two periods with two observed values that differ, but Guerrero's method "
        "compares periods");
  }
  std::vector<double> ratios(groups.deviation.size());
  return numeric::brent_minimum([&](double lambda) { return variation(groups, lambda, ratios); },
                                {options.lower, options.upper, kTolerance});
}

// Residual sums of squares on a line and seasonal means, rows with missing values left out.
class SeasonalLine {
 public:
  SeasonalLine(std::span<const double> y, std::size_t period) : counts_(period), means_(period) {
    for (std::size_t t = 0; t < y.size(); ++t) {
      if (std::isnan(y[t])) continue;
      season_.push_back(t % period);
      counts_[t % period] += 1;
      time_.push_back(static_cast<double>(t) / static_cast<double>(y.size()));
    }
    remove_means(time_);
    for (const double t : time_) time_squares_ += t * t;
  }

  // Overwrites x, the observed values.
  double residual_sum(std::vector<double>& x) {
    remove_means(x);
    double product = 0, squares = 0;
    for (std::size_t i = 0; i < x.size(); ++i) product += x[i] * time_[i];
    const double slope = time_squares_ > 0 ? product / time_squares_ : 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double rest = x[i] - slope * time_[i];
      squares += rest * rest;
    }
    return squares;
  }

 private:
  void remove_means(std::vector<double>& x) {
    std::fill(means_.begin(), means_.end(), 0.0);
    for (std::size_t i = 0; i < x.size(); ++i) means_[season_[i]] += x[i];
    for (std::size_t s = 0; s < means_.size(); ++s) {
      if (counts_[s] > 0) means_[s] /= counts_[s];
    }
    for (std::size_t i = 0; i < x.size(); ++i) x[i] -= means_[season_[i]];
  }

  std::vector<std::size_t> season_;
  std::vector<double> counts_, means_, time_;
  double time_squares_ = 0;
};

// Values are divided by their geometric mean, which cancels the Jacobian; each power follows from
// the one before by one product per value.
double greatest_likelihood(std::span<const double> y, const BoxCoxLambda& options) {
  constexpr double kStep = 0.05;
  SeasonalLine line(y, options.period);
  std::vector<double> logs, power, step, x;
  double sum = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    logs.push_back(std::log(value));
    sum += logs.back();
  }
  for (double& value : logs) {
    value -= sum / static_cast<double>(logs.size());
    power.push_back(std::exp(options.lower * value));
    step.push_back(std::exp(kStep * value));
  }
  x.resize(logs.size());
  double best = options.lower, least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0;; ++i) {
    const double lambda = options.lower + kStep * static_cast<double>(i);
    if (lambda > options.upper + 1e-10) return best;
    for (std::size_t j = 0; j < x.size(); ++j) {
      x[j] = std::abs(lambda) > 0.02 ? (power[j] - 1) / lambda : logs[j];
      power[j] *= step[j];
    }
    const double squares = line.residual_sum(x);
    if (!(squares < least)) continue;
    least = squares;
    best = lambda;
  }
}

std::optional<Error> refusal(std::span<const double> y, const BoxCoxLambda& options) {
  if (options.period == 0 || !(options.lower < options.upper) || !std::isfinite(options.lower) ||
      !std::isfinite(options.upper)) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("period {} and lambda between {} and {}, but the period is at least 1 "
                             "and the bounds are finite and ascend",
                             options.period, options.lower, options.upper),
                 {}};
  }
  const std::size_t need = 2 * std::max<std::size_t>(options.period, 2) + 1;
  std::size_t observed = 0;
  double low = std::numeric_limits<double>::infinity(), high = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    if (value <= 0) {
      return Error{
          ErrorCode::kNotPositive,
          fmt::format("a value of {}, but a Box-Cox transform needs values above zero", value),
          {}};
    }
    ++observed;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (y.size() < need || observed < need) {
    return Error{ErrorCode::kTooShort,
                 fmt::format("{} observations, but lambda for a period of {} needs at least {}",
                             observed, options.period, need),
                 {}};
  }
  if (std::isinf(high) || !(high - low > 1e-13 * high)) {
    return Error{ErrorCode::kNotFinite,
                 "the series is constant or infinite, so no lambda makes its variation even",
                 {}};
  }
  return std::nullopt;
}
}  // namespace

Result<double> BoxCoxLambda::estimate(std::span<const double> y) const {
  if (auto error = refusal(y, *this)) return fail(std::move(*error));
  if (method == Method::kGuerrero) return guerrero(y, *this);
  return greatest_likelihood(y, *this);
}
}  // namespace foretell

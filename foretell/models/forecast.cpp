#include "foretell/models/forecast.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "foretell/numeric/distribution.hpp"

namespace foretell {
namespace {
constexpr double kOneSigma = 0.841344746068543;  // Φ(1)

double median_of(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

// Linear interpolation between order statistics (Hyndman & Fan 1996, type 7).
double sorted_quantile(std::span<const double> sorted, double p) {
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= sorted.size()) return sorted.back();
  return std::lerp(sorted[below], sorted[below + 1], position - static_cast<double>(below));
}
}  // namespace

Forecast Forecast::normal(std::vector<double> mean, std::vector<double> sd) {
  assert(mean.size() == sd.size());
  Forecast forecast;
  forecast.center_ = mean;
  forecast.mean_ = std::move(mean);
  forecast.spread_ = std::move(sd);
  return forecast;
}

Forecast Forecast::student(std::vector<double> mean, std::vector<double> scale, double dof) {
  assert(dof > 0);
  Forecast forecast = normal(std::move(mean), std::move(scale));
  forecast.kind_ = Kind::kStudent;
  forecast.dof_ = dof;
  return forecast;
}

Forecast Forecast::from_paths(std::span<const double> paths, std::size_t horizon,
                              std::vector<double> mean) {
  assert(horizon > 0 && !paths.empty() && paths.size() % horizon == 0);
  const std::size_t num_paths = paths.size() / horizon;
  Forecast forecast;
  forecast.kind_ = Kind::kPaths;
  forecast.spread_.resize(paths.size());
  for (std::size_t k = 0; k < horizon; ++k) {
    for (std::size_t i = 0; i < num_paths; ++i) {
      forecast.spread_[k * num_paths + i] = paths[i * horizon + k];
    }
    const auto first = forecast.spread_.begin() + static_cast<std::ptrdiff_t>(k * num_paths);
    std::sort(first, first + static_cast<std::ptrdiff_t>(num_paths));
  }
  if (mean.empty()) {
    for (std::size_t k = 0; k < horizon; ++k) {
      const auto first = forecast.spread_.begin() + static_cast<std::ptrdiff_t>(k * num_paths);
      mean.push_back(std::accumulate(first, first + static_cast<std::ptrdiff_t>(num_paths), 0.0) /
                     static_cast<double>(num_paths));
    }
  }
  forecast.mean_ = std::move(mean);
  return forecast;
}

Forecast Forecast::pooled(std::vector<Forecast> parts, Pool pool, std::vector<double> weights) {
  assert(!parts.empty());
  Forecast forecast;
  forecast.kind_ = Kind::kPool;
  forecast.pool_ = pool;
  if (weights.empty()) weights.assign(parts.size(), 1 / static_cast<double>(parts.size()));
  forecast.weights_ = std::move(weights);
  forecast.parts_ = std::move(parts);
  forecast.repool_mean();
  return forecast;
}

void Forecast::repool_mean() {
  mean_.assign(parts_.front().horizon(), 0);
  std::vector<double> values(parts_.size());
  for (std::size_t k = 0; k < mean_.size(); ++k) {
    for (std::size_t i = 0; i < parts_.size(); ++i) values[i] = parts_[i].mean_[k];
    mean_[k] = pool_values(values);
  }
}

double Forecast::standard_quantile(double p) const {
  return kind_ == Kind::kStudent ? numeric::student_quantile(p, dof_) : numeric::normal_quantile(p);
}

double Forecast::raw_quantile(std::size_t step, double p) const {
  if (kind_ == Kind::kPaths) {
    const std::size_t num_paths = spread_.size() / mean_.size();
    return sorted_quantile(std::span(spread_).subspan(step * num_paths, num_paths), p);
  }
  if (kind_ != Kind::kPool) return center_[step] + spread_[step] * standard_quantile(p);
  std::vector<double> values(parts_.size());
  for (std::size_t i = 0; i < parts_.size(); ++i) values[i] = parts_[i].quantile(step, p);
  return pool_values(values);
}

double Forecast::pool_values(std::vector<double>& values) const {
  if (pool_ == Pool::kMedian) return median_of(values);
  return std::inner_product(values.begin(), values.end(), weights_.begin(), 0.0);
}

void Forecast::quantiles(double p, std::span<double> values) const {
  assert(values.size() == horizon() && p > 0 && p < 1);
  if (kind_ == Kind::kPool) {
    pooled_quantiles(p, values);
  } else if (kind_ == Kind::kPaths) {
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = raw_quantile(k, p);
  } else {
    const double z = standard_quantile(p);
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = center_[k] + spread_[k] * z;
  }
  if (!clipped_) return;
  for (double& value : values) value = std::max(value, floor_);
}

void Forecast::pooled_quantiles(double p, std::span<double> values) const {
  std::vector<double> of_parts(parts_.size() * values.size());
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    parts_[i].quantiles(p, std::span(of_parts).subspan(i * values.size(), values.size()));
  }
  std::vector<double> at_step(parts_.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    for (std::size_t i = 0; i < parts_.size(); ++i) at_step[i] = of_parts[i * values.size() + k];
    values[k] = pool_values(at_step);
  }
}

double Forecast::quantile(std::size_t step, double p) const {
  assert(step < horizon() && p > 0 && p < 1);
  const double value = raw_quantile(step, p);
  return clipped_ ? std::max(floor_, value) : value;
}

Interval Forecast::interval(std::size_t step, double coverage) const {
  return {quantile(step, (1 - coverage) / 2), quantile(step, (1 + coverage) / 2)};
}

double Forecast::sd(std::size_t step) const {
  assert(step < horizon());
  if (kind_ == Kind::kNormal) return spread_[step];
  if (kind_ == Kind::kStudent) {
    return dof_ > 2 ? spread_[step] * std::sqrt(dof_ / (dof_ - 2)) : spread_[step];
  }
  return (raw_quantile(step, kOneSigma) - raw_quantile(step, 1 - kOneSigma)) / 2;
}

void Forecast::scale(std::span<const double> factors) {
  assert(factors.size() == horizon());
  const std::size_t num_paths = kind_ == Kind::kPaths ? spread_.size() / mean_.size() : 1;
  for (std::size_t k = 0; k < mean_.size(); ++k) {
    mean_[k] *= factors[k];
    if (!center_.empty()) center_[k] *= factors[k];
  }
  for (std::size_t i = 0; i < spread_.size(); ++i) spread_[i] *= factors[i / num_paths];
  for (Forecast& part : parts_) part.scale(factors);
}

void Forecast::shift(std::span<const double> offsets) {
  assert(offsets.size() == horizon());
  for (std::size_t k = 0; k < mean_.size(); ++k) {
    mean_[k] += offsets[k];
    if (!center_.empty()) center_[k] += offsets[k];
  }
  if (kind_ == Kind::kPaths) {
    const std::size_t num_paths = spread_.size() / mean_.size();
    for (std::size_t i = 0; i < spread_.size(); ++i) spread_[i] += offsets[i / num_paths];
  }
  for (Forecast& part : parts_) part.shift(offsets);
}

void Forecast::clip_below(double bound) {
  clipped_ = true;
  floor_ = bound;
  for (double& value : mean_) value = std::max(value, bound);
}
}  // namespace foretell

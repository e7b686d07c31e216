#include "foretell/evaluate/error_sums.hpp"

#include <cmath>
#include <limits>

#include "foretell/evaluate/loss.hpp"

namespace foretell {
namespace {
double ratio(double numerator, double denominator) {
  return denominator == 0 ? std::numeric_limits<double>::quiet_NaN() : numerator / denominator;
}
}  // namespace

void ErrorSums::add(double actual, const PointForecast& forecast, const ErrorScale& scale,
                    std::span<const double> coverages) {
  if (std::isnan(actual)) return;
  const double error = actual - forecast.mean;
  ++count_;
  absolute_ += std::abs(error);
  square_ += error * error;
  signed_ += error;
  size_ += std::abs(actual);
  symmetric_ += symmetric_percentage_error(actual, forecast.mean);
  if (actual != 0) {
    percentage_ += 100 * std::abs(error / actual);
    ++percentage_count_;
  }
  if (!std::isnan(scale.absolute)) {
    scaled_ += std::abs(error) / scale.absolute;
    scaled_square_ += error * error / scale.square;
    ++scaled_count_;
  }
  add_distribution(actual, forecast, scale.absolute, coverages);
}

void ErrorSums::add_distribution(double actual, const PointForecast& forecast, double scale,
                                 std::span<const double> coverages) {
  if (!forecast.bounds.empty()) {
    double loss = pinball(actual, forecast.median, 0.5);
    for (std::size_t c = 0; c < coverages.size(); ++c) {
      loss += pinball(actual, forecast.bounds[2 * c], (1 - coverages[c]) / 2);
      loss += pinball(actual, forecast.bounds[2 * c + 1], (1 + coverages[c]) / 2);
    }
    pinball_ += loss / static_cast<double>(2 * coverages.size() + 1);
    quantile_size_ += std::abs(actual);
    ++pinball_count_;
    const double lo = forecast.bounds[2 * coverages.size() - 2];
    const double hi = forecast.bounds[2 * coverages.size() - 1];
    inside_ += actual >= lo && actual <= hi ? 1 : 0;
    ++interval_count_;
    if (!std::isnan(scale)) {
      interval_ += interval_score(actual, lo, hi, coverages.back()) / scale;
      ++interval_scaled_count_;
    }
  }
  if (!forecast.quantiles.empty()) {
    crps_ += crps_of_quantiles(actual, forecast.quantiles);
    ++crps_count_;
  }
}

ErrorSums& ErrorSums::operator+=(const ErrorSums& other) {
  count_ += other.count_;
  absolute_ += other.absolute_;
  square_ += other.square_;
  signed_ += other.signed_;
  size_ += other.size_;
  symmetric_ += other.symmetric_;
  percentage_ += other.percentage_;
  percentage_count_ += other.percentage_count_;
  scaled_ += other.scaled_;
  scaled_square_ += other.scaled_square_;
  scaled_count_ += other.scaled_count_;
  pinball_ += other.pinball_;
  pinball_count_ += other.pinball_count_;
  quantile_size_ += other.quantile_size_;
  crps_ += other.crps_;
  crps_count_ += other.crps_count_;
  interval_ += other.interval_;
  interval_scaled_count_ += other.interval_scaled_count_;
  inside_ += other.inside_;
  interval_count_ += other.interval_count_;
  return *this;
}

MetricValues ErrorSums::metrics(const ErrorSums* benchmark) const {
  MetricValues values;
  values[Metric::kMae] = ratio(absolute_, count_);
  values[Metric::kMse] = ratio(square_, count_);
  values[Metric::kRmse] = std::sqrt(ratio(square_, count_));
  values[Metric::kMape] = ratio(percentage_, percentage_count_);
  values[Metric::kSmape] = ratio(symmetric_, count_);
  values[Metric::kWape] = 100 * ratio(absolute_, size_);
  values[Metric::kBias] = -ratio(signed_, count_);
  values[Metric::kMase] = ratio(scaled_, scaled_count_);
  values[Metric::kRmsse] = std::sqrt(ratio(scaled_square_, scaled_count_));
  values[Metric::kPinball] = ratio(pinball_, pinball_count_);
  values[Metric::kWql] = 200 * ratio(pinball_, quantile_size_);
  values[Metric::kCrps] = ratio(crps_, crps_count_);
  values[Metric::kMsis] = ratio(interval_, interval_scaled_count_);
  values[Metric::kCoverage] = 100 * ratio(inside_, interval_count_);
  values[Metric::kOwa] = std::numeric_limits<double>::quiet_NaN();
  if (benchmark != nullptr) {
    values[Metric::kOwa] =
        (ratio(ratio(symmetric_, count_), ratio(benchmark->symmetric_, benchmark->count_)) +
         ratio(ratio(scaled_, scaled_count_),
               ratio(benchmark->scaled_, benchmark->scaled_count_))) /
        2;
  }
  return values;
}
}  // namespace foretell

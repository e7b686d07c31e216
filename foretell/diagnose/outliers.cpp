#include "foretell/diagnose/outliers.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "foretell/decompose/classical.hpp"
#include "foretell/decompose/mstl.hpp"
#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/quantile.hpp"
#include "foretell/numeric/super_smoother.hpp"

namespace foretell {
namespace {
constexpr double kStrong = 0.6;
constexpr double kFar = 3;  // interquartile ranges
constexpr std::size_t kNeighbours = 7;
constexpr double kAgrees = 4;  // usual steps

struct Limits {
  double low, high, range;
};

std::optional<Limits> limits_of(std::span<const double> residuals) {
  std::vector<double> x;
  std::copy_if(residuals.begin(), residuals.end(), std::back_inserter(x),
               [](double v) { return !std::isnan(v); });
  if (x.empty()) return std::nullopt;
  const double q1 = numeric::quantile(x, 0.25), q3 = numeric::quantile(x, 0.75);
  const Limits limits{q1 - kFar * (q3 - q1), q3 + kFar * (q3 - q1), q3 - q1};
  if (!(limits.high - limits.low > 1e-14)) return std::nullopt;
  return limits;
}

double variance(std::span<const double> x) {
  double sum = 0, squares = 0, count = 0;
  for (const double v : x) {
    if (!std::isnan(v)) sum += v, count += 1;
  }
  for (const double v : x) {
    if (!std::isnan(v)) squares += (v - sum / count) * (v - sum / count);
  }
  return squares;
}

// The share of what is not trend that all seasons together explain.
double strength_of_seasons(const Decomposition& parts) {
  std::vector<double> detrended = parts.season();
  for (std::size_t t = 0; t < detrended.size(); ++t) detrended[t] += parts.remainder[t];
  const double total = variance(detrended);
  return total > 0 ? 1 - variance(parts.remainder) / total : 0;
}

// One look at a series: its robust seasons, if it has any.
class Look {
 public:
  Look(std::span<const double> y, const std::vector<std::size_t>& periods) : y_(y) {
    const auto observed = static_cast<std::size_t>(
        std::count_if(y.begin(), y.end(), [](double v) { return !std::isnan(v); }));
    Mstl mstl;
    for (const std::size_t m : periods) {
      if (m > 1 && observed > 2 * m) mstl.periods.push_back(m);
    }
    if (mstl.periods.empty()) return;
    mstl.stl.robust = true;
    if (auto parts = mstl.decompose(y)) parts_ = std::move(*parts);
  }

  // y with missing values bridged linearly in the seasonally adjusted series.
  [[nodiscard]] std::vector<double> filled() const {
    if (!parts_) return bridge_linearly(y_);
    std::vector<double> x = bridge_linearly(parts_->seasonally_adjusted(y_));
    const std::vector<double> season = parts_->season();
    for (std::size_t t = 0; t < x.size(); ++t) x[t] = std::isnan(y_[t]) ? x[t] + season[t] : y_[t];
    return x;
  }

  // The series in which outliers show: without its seasons, where they are strong.
  [[nodiscard]] std::vector<double> plain() const {
    const bool seasonal = parts_ && strength_of_seasons(*parts_) >= kStrong;
    if (!seasonal) return {y_.begin(), y_.end()};
    return parts_->seasonally_adjusted(y_);
  }

 private:
  std::span<const double> y_;
  std::optional<Decomposition> parts_;
};

std::vector<double> residuals_of(std::span<const double> plain) {
  std::vector<double> rest = numeric::super_smoother(plain);
  for (std::size_t t = 0; t < rest.size(); ++t) rest[t] = plain[t] - rest[t];
  return rest;
}

double median_between(std::span<const double> x, std::size_t first, std::size_t last) {
  std::vector<double> part;
  for (std::size_t t = first; t < last; ++t) {
    if (!std::isnan(x[t])) part.push_back(x[t]);
  }
  return part.empty() ? std::nan("") : numeric::median(part);
}

// The median size of a step from one value to the next.
double usual_step(std::span<const double> x) {
  std::vector<double> steps;
  for (std::size_t t = 1; t < x.size(); ++t) {
    const double step = std::abs(x[t] - x[t - 1]);
    if (!std::isnan(step)) steps.push_back(step);
  }
  return steps.empty() ? 0 : numeric::median(steps);
}

// An additive outlier is away from the values on both sides; one that agrees with a side stands
// beside a change of level.
OutlierKind kind_of(std::span<const double> plain, std::size_t index, double step) {
  const std::size_t first = index > kNeighbours ? index - kNeighbours : 0;
  const std::size_t last = std::min(plain.size(), index + 1 + kNeighbours);
  const bool agrees_before =
      index - first >= 3 &&
      std::abs(plain[index] - median_between(plain, first, index)) <= kAgrees * step;
  const bool agrees_after =
      last - index > 3 &&
      std::abs(plain[index] - median_between(plain, index + 1, last)) <= kAgrees * step;
  return agrees_before || agrees_after ? OutlierKind::kLevelShift : OutlierKind::kAdditive;
}
}  // namespace

std::vector<std::size_t> far_from_quartiles(std::span<const double> residuals) {
  std::vector<std::size_t> indices;
  const auto limits = limits_of(residuals);
  for (std::size_t t = 0; limits && t < residuals.size(); ++t) {
    if (residuals[t] < limits->low || residuals[t] > limits->high) indices.push_back(t);
  }
  return indices;
}

Result<OutlierFindings> OutlierSearch::find(std::span<const double> y) const {
  if (iterations == 0) {
    return fail(ErrorCode::kInvalidOption, "0 iterations, but a search for outliers needs one");
  }
  std::vector<double> x = bridge_linearly(y);
  const auto complete =
      complete_series(x, {.what = "the search for outliers", .min_length = 3, .varying = false});
  if (!complete) return fail(complete.error());
  OutlierFindings findings;
  x.assign(y.begin(), y.end());
  for (std::size_t pass = 0; pass < iterations; ++pass) {
    const std::vector<double> filled = Look(x, periods).filled();
    const std::vector<double> plain = Look(filled, periods).plain();
    std::vector<double> residuals = residuals_of(plain);
    for (std::size_t t = 0; t < x.size(); ++t) {
      if (std::isnan(x[t])) residuals[t] = x[t];
    }
    const auto indices = far_from_quartiles(residuals);
    if (indices.empty()) break;
    const auto limits = limits_of(residuals);
    const double step = usual_step(plain);
    for (const std::size_t t : indices) {
      const double beyond = std::max(residuals[t] - limits->high, limits->low - residuals[t]);
      findings.outliers.push_back(
          {t, y[t], 0, kFar + beyond / limits->range, kind_of(plain, t, step)});
      x[t] = std::nan("");
    }
  }
  findings.cleaned = Look(x, periods).filled();
  for (auto& outlier : findings.outliers) {
    outlier.replacement = findings.cleaned[outlier.index];
    if (outlier.kind == OutlierKind::kLevelShift) findings.cleaned[outlier.index] = outlier.value;
  }
  std::sort(findings.outliers.begin(), findings.outliers.end(),
            [](const Outlier& a, const Outlier& b) { return a.index < b.index; });
  return findings;
}
}  // namespace foretell

#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace foretell {
/// Sums of a standardised series up to each time, from which the cost of any segment follows in
/// O(1). A segment is [start, end), twice its negative log-likelihood up to a constant its cost.
struct SegmentSums {
  std::vector<double> values, squares, products;  ///< Σ y, Σ y², Σ t y: [n + 1]

  explicit SegmentSums(std::span<const double> y) : values(1), squares(1), products(1) {
    for (std::size_t t = 0; t < y.size(); ++t) {
      values.push_back(values.back() + y[t]);
      squares.push_back(squares.back() + y[t] * y[t]);
      products.push_back(products.back() + static_cast<double>(t) * y[t]);
    }
  }

  /// Squared deviations from the segment's own mean.
  [[nodiscard]] double around_mean(std::size_t start, std::size_t end) const {
    const double sum = values[end] - values[start];
    const double square = squares[end] - squares[start];
    return std::max(square - sum * sum / static_cast<double>(end - start), 0.0);
  }
};

/// A new mean, the variance is 1.
struct MeanCost {
  static constexpr double kParameters = 1;
  static constexpr std::size_t kMinLength = 1;
  const SegmentSums& sums;
  double operator()(std::size_t start, std::size_t end) const {
    return sums.around_mean(start, end);
  }
};

// n (log v + s²/v) with v = max(s², floor): the likelihood whose variance is bounded below, so that
// joining segments never lowers the sum of costs.
inline double variance_cost(double square, std::size_t length, double floor) {
  const auto n = static_cast<double>(length);
  const double own = square / n, used = std::max(own, floor);
  return n * (std::log(used) + own / used);
}

/// A new variance around the mean of the whole series, which is zero.
struct VarianceCost {
  static constexpr double kParameters = 1;
  static constexpr std::size_t kMinLength = 2;
  static constexpr double kFloor = 1e-8;
  const SegmentSums& sums;
  double operator()(std::size_t start, std::size_t end) const {
    return variance_cost(sums.squares[end] - sums.squares[start], end - start, kFloor);
  }
};

/// A new mean and a new variance.
struct MeanVarianceCost {
  static constexpr double kParameters = 2;
  static constexpr std::size_t kMinLength = 2;
  const SegmentSums& sums;
  double operator()(std::size_t start, std::size_t end) const {
    return variance_cost(sums.around_mean(start, end), end - start, VarianceCost::kFloor);
  }
};

/// A new straight line, which need not join the one before; the variance is 1.
struct TrendCost {
  static constexpr double kParameters = 2;
  static constexpr std::size_t kMinLength = 3;
  const SegmentSums& sums;
  double operator()(std::size_t start, std::size_t end) const {
    const auto n = static_cast<double>(end - start);
    const double middle = static_cast<double>(start) + (n - 1) / 2;
    const double sum = sums.values[end] - sums.values[start];
    const double product = sums.products[end] - sums.products[start] - middle * sum;
    const double spread = n * (n * n - 1) / 12;
    return std::max(sums.around_mean(start, end) - product * product / spread, 0.0);
  }
};
}  // namespace foretell

#include "foretell/models/arima/ar_estimates.hpp"

#include <algorithm>
#include <numeric>

#include "foretell/numeric/least_squares.hpp"

namespace foretell {
namespace {
constexpr double kPerfect = 1e-14;  ///< share of the variance that counts as none

double sum_of_products(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// The next order from its partial autocorrelation, by Levinson's recursion.
ArEstimate raised(const ArEstimate& lower, double partial) {
  const std::size_t order = lower.phi.size();
  ArEstimate higher{.phi = std::vector<double>(order + 1), .variance = 0};
  for (std::size_t i = 0; i < order; ++i) {
    higher.phi[i] = lower.phi[i] - partial * lower.phi[order - 1 - i];
  }
  higher.phi[order] = partial;
  higher.variance = lower.variance * (1 - partial * partial);
  return higher;
}

ArEstimate white_noise(std::span<const double> x) {
  return {.phi = {}, .variance = sum_of_products(x, x) / static_cast<double>(x.size())};
}
}  // namespace

std::vector<ArEstimate> yule_walker(std::span<const double> x, std::size_t max_order) {
  const std::size_t n = x.size();
  std::vector<double> covariance;
  for (std::size_t k = 0; k <= std::min(max_order, n - 1); ++k) {
    covariance.push_back(sum_of_products(x.subspan(k), x.first(n - k)) / static_cast<double>(n));
  }
  std::vector<ArEstimate> result{white_noise(x)};
  for (std::size_t order = 1; order < covariance.size(); ++order) {
    const ArEstimate& lower = result.back();
    if (!(lower.variance > kPerfect * covariance[0])) break;
    double explained = covariance[order];
    for (std::size_t i = 1; i < order; ++i) explained -= lower.phi[i - 1] * covariance[order - i];
    result.push_back(raised(lower, explained / lower.variance));
  }
  return result;
}

std::vector<ArEstimate> burg(std::span<const double> x, std::size_t max_order) {
  const std::size_t n = x.size();
  std::vector<double> forward(x.begin(), x.end());
  std::vector<double> backward = forward;
  std::vector<ArEstimate> result{white_noise(x)};
  for (std::size_t order = 1; order <= std::min(max_order, n - 1); ++order) {
    const std::span<const double> u = std::span(forward).subspan(order);
    const std::span<const double> v = std::span(backward).subspan(order - 1, n - order);
    const double power = sum_of_products(u, u) + sum_of_products(v, v);
    if (!(power > 0) || !(result.back().variance > kPerfect * result[0].variance)) break;
    const double partial = 2 * sum_of_products(u, v) / power;
    for (std::size_t t = n - 1; t >= order; --t) {
      const double ahead = forward[t];
      forward[t] = ahead - partial * backward[t - 1];
      backward[t] = backward[t - 1] - partial * ahead;
    }
    result.push_back(raised(result.back(), partial));
  }
  return result;
}

ArEstimate least_squares_autoregression(std::span<const double> x, std::size_t order) {
  const std::size_t rows = x.size() - order;
  std::vector<double> design(rows, 1.0);
  for (std::size_t lag = 1; lag <= order; ++lag) {
    const auto past = x.subspan(order - lag, rows);
    design.insert(design.end(), past.begin(), past.end());
  }
  const numeric::LeastSquares regression(design, x.subspan(order));
  ArEstimate estimate{.phi = std::vector<double>(order),
                      .variance = regression.residual_sum(order + 1) / static_cast<double>(rows)};
  if (!regression.full_rank()) return estimate;
  const auto coefficients = regression.coefficients();
  estimate.intercept = coefficients.front();
  std::copy(coefficients.begin() + 1, coefficients.end(), estimate.phi.begin());
  return estimate;
}

std::vector<ArEstimate> least_squares_autoregressions(std::span<const double> x,
                                                      std::size_t max_order) {
  std::vector<ArEstimate> result{white_noise(x)};
  for (std::size_t order = 1; order <= max_order && x.size() > 2 * order + 1; ++order) {
    if (!(result.back().variance > kPerfect * result[0].variance)) break;
    result.push_back(least_squares_autoregression(x, order));
  }
  return result;
}
}  // namespace foretell

#include "foretell/numeric/box_step.hpp"

#include <algorithm>
#include <cmath>

namespace foretell::numeric {
namespace {
constexpr double kRidge = 1e-12;  // keeps exactly flat directions solvable
}

void BoxStep::select_free(const Expansion& at, std::span<const double> x,
                          std::span<const double> lower, std::span<const double> upper) {
  const std::size_t size = x.size();
  free_.clear();
  for (std::size_t i = 0; i < size; ++i) {
    if (!(lower[i] < upper[i]) || !(at.curvature[i * size + i] > 0)) continue;
    const bool pressed =
        (x[i] <= lower[i] && at.gradient[i] > 0) || (x[i] >= upper[i] && at.gradient[i] < 0);
    if (!pressed) free_.push_back(i);
  }
}

// Cholesky of the free part; right-hand side −g − H p of the variables already placed on bounds.
void BoxStep::solve_free(const Expansion& at, double damping, std::span<double> step) {
  const std::size_t size = step.size();
  const std::size_t count = free_.size();
  factor_.resize(count * count);
  right_.resize(count);
  for (std::size_t r = 0; r < count; ++r) {
    const std::size_t i = free_[r];
    double rhs = -at.gradient[i];
    for (std::size_t j = 0; j < size; ++j) {
      if (step[j] != 0) rhs -= at.curvature[std::max(i, j) * size + std::min(i, j)] * step[j];
    }
    double* row = &factor_[r * count];
    const double* source = &at.curvature[i * size];
    for (std::size_t c = 0; c <= r; ++c) {
      const std::size_t j = free_[c];
      double sum = j <= i ? source[j] : at.curvature[j * size + i];
      if (c == r) sum *= 1 + damping + kRidge;
      const double* other = &factor_[c * count];
      for (std::size_t k = 0; k < c; ++k) sum -= row[k] * other[k];
      if (c < r) {
        row[c] = sum * other[c];  // the diagonal holds reciprocals
      } else {
        row[r] = sum > kRidge * source[i] ? 1 / std::sqrt(sum) : 0;
      }
    }
    for (std::size_t k = 0; k < r; ++k) rhs -= row[k] * right_[k];
    right_[r] = rhs * row[r];
  }
  for (std::size_t r = count; r-- > 0;) {
    const double value = right_[r] * factor_[r * count + r];
    right_[r] = value;
    for (std::size_t k = 0; k < r; ++k) right_[k] -= factor_[r * count + k] * value;
  }
  for (std::size_t r = 0; r < count; ++r) step[free_[r]] = right_[r];
}

// Of the variables that the step carries over a bound, the one that gets there first stays on it.
bool BoxStep::place_on_bound(std::span<const double> x, std::span<const double> lower,
                             std::span<const double> upper, std::span<double> step) {
  std::size_t first = free_.size();
  double shortest = 1;
  for (std::size_t r = 0; r < free_.size(); ++r) {
    const std::size_t i = free_[r];
    const double room = step[i] < 0 ? lower[i] - x[i] : upper[i] - x[i];
    if (std::abs(step[i]) > std::abs(room) && room / step[i] < shortest) {
      shortest = room / step[i];
      first = r;
    }
  }
  if (first == free_.size()) return false;
  const std::size_t i = free_[first];
  step[i] = step[i] < 0 ? lower[i] - x[i] : upper[i] - x[i];
  free_.erase(free_.begin() + static_cast<std::ptrdiff_t>(first));
  for (const std::size_t j : free_) step[j] = 0;
  return true;
}

double BoxStep::solve(const Expansion& at, std::span<const double> x, std::span<const double> lower,
                      std::span<const double> upper, double damping, std::span<double> step) {
  const std::size_t size = x.size();
  std::fill(step.begin(), step.end(), 0.0);
  select_free(at, x, lower, upper);
  do {
    solve_free(at, damping, step);
  } while (place_on_bound(x, lower, upper, step));
  double decrease = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (step[i] == 0) continue;
    double product = 0.5 * at.curvature[i * size + i] * step[i];
    for (std::size_t j = 0; j < i; ++j) product += at.curvature[i * size + j] * step[j];
    decrease -= step[i] * (at.gradient[i] + product);
  }
  return decrease;
}
}  // namespace foretell::numeric

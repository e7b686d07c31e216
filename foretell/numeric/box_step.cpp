#include "foretell/numeric/box_step.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foretell::numeric {
namespace {
constexpr double kRidge = 1e-12;  // keeps exactly flat directions solvable

// Four partial sums: independent chains that the compiler can put into vectors.
double dot(const double* a, const double* b, std::size_t count) {
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  std::size_t k = 0;
  for (; k + 4 <= count; k += 4) {
    s0 += a[k] * b[k];
    s1 += a[k + 1] * b[k + 1];
    s2 += a[k + 2] * b[k + 2];
    s3 += a[k + 3] * b[k + 3];
  }
  for (; k < count; ++k) s0 += a[k] * b[k];
  return (s0 + s1) + (s2 + s3);
}
}  // namespace

// Variables without bounds come first: their part of the factor survives when another is placed on
// a bound.
void BoxStep::select_free(const Expansion& at, std::span<const double> x,
                          std::span<const double> lower, std::span<const double> upper) {
  const std::size_t size = x.size();
  constexpr double kFar = std::numeric_limits<double>::max();
  free_.clear();
  for (const bool bounded : {false, true}) {
    for (std::size_t i = 0; i < size; ++i) {
      if ((lower[i] > -kFar || upper[i] < kFar) != bounded) continue;
      if (!(lower[i] < upper[i]) || !(at.curvature[i * size + i] > 0)) continue;
      const bool pressed =
          (x[i] <= lower[i] && at.gradient[i] > 0) || (x[i] >= upper[i] && at.gradient[i] < 0);
      if (!pressed) free_.push_back(i);
    }
  }
  factor_.resize(free_.size() * free_.size());
  right_.resize(free_.size());
}

// Row r of the Cholesky factor; its diagonal holds the reciprocal.
void BoxStep::factor_row(const Expansion& at, double damping, std::size_t r) {
  const std::size_t size = at.gradient.size();
  const std::size_t i = free_[r];
  double* row = &factor_[r * stride_];
  for (std::size_t c = 0; c <= r; ++c) {
    const std::size_t j = free_[c];
    const double entry = at.curvature[std::max(i, j) * size + std::min(i, j)];
    const double* other = &factor_[c * stride_];
    if (c < r) {
      row[c] = (entry - dot(row, other, c)) * other[c];
    } else {
      const double rest = entry * (1 + damping + kRidge) - dot(row, row, r);
      row[r] = rest > kRidge * entry ? 1 / std::sqrt(rest) : 0;
    }
  }
}

// Right-hand side −g − H p of the variables already placed on bounds, then both triangular solves;
// rows of the factor before `first` are kept.
void BoxStep::solve_free(const Expansion& at, double damping, std::size_t first,
                         std::span<double> step) {
  const std::size_t size = step.size();
  const std::size_t count = free_.size();
  for (std::size_t r = first; r < count; ++r) factor_row(at, damping, r);
  for (std::size_t r = 0; r < count; ++r) {
    const std::size_t i = free_[r];
    double rhs = -at.gradient[i];
    for (const std::size_t j : placed_) {
      rhs -= at.curvature[std::max(i, j) * size + std::min(i, j)] * step[j];
    }
    const double* row = &factor_[r * stride_];
    right_[r] = (rhs - dot(row, right_.data(), r)) * row[r];
  }
  for (std::size_t r = count; r-- > 0;) {
    const double* row = &factor_[r * stride_];
    const double value = right_[r] * row[r];
    right_[r] = value;
    for (std::size_t k = 0; k < r; ++k) right_[k] -= row[k] * value;
  }
  for (std::size_t r = 0; r < count; ++r) step[free_[r]] = right_[r];
}

// Of the variables that the step carries over a bound, the one that gets there first stays on it.
std::size_t BoxStep::place_on_bound(std::span<const double> x, std::span<const double> lower,
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
  if (first == free_.size()) return kNone;
  const std::size_t i = free_[first];
  step[i] = step[i] < 0 ? lower[i] - x[i] : upper[i] - x[i];
  free_.erase(free_.begin() + static_cast<std::ptrdiff_t>(first));
  placed_.push_back(i);
  return first;
}

double BoxStep::solve(const Expansion& at, std::span<const double> x, std::span<const double> lower,
                      std::span<const double> upper, double damping, std::span<double> step) {
  const std::size_t size = x.size();
  std::fill(step.begin(), step.end(), 0.0);
  select_free(at, x, lower, upper);
  stride_ = free_.size();
  placed_.clear();
  for (std::size_t first = 0; first != kNone; first = place_on_bound(x, lower, upper, step)) {
    solve_free(at, damping, first, step);
  }
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

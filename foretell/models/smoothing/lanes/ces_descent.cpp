#include "foretell/models/smoothing/lanes/ces_descent.hpp"

#include <algorithm>
#include <cmath>

namespace foretell::ets {
namespace {
constexpr double kWorth = 1e-4;                    // least gain, of what the slope promises
constexpr double kShortest = 0.1, kLongest = 0.5;  // of a step that is shortened
// The secant lowers the curvature along a step to this share at most.
constexpr double kLeastShare = 0.2;
constexpr double kSound = 1e-10;  // of a pivot, against the diagonal

template <std::size_t K>
using Numbers = std::array<double, K>;
template <std::size_t K>
using Matrix = std::array<Numbers<K>, K>;

template <std::size_t K>
double dot(const Numbers<K>& a, const Numbers<K>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < K; ++i) sum += a[i] * b[i];
  return sum;
}

template <std::size_t K>
Numbers<K> product(const Matrix<K>& matrix, const Numbers<K>& with) {
  Numbers<K> result{};
  for (std::size_t i = 0; i < K; ++i) result[i] = dot<K>(matrix[i], with);
  return result;
}

// By Gauss's elimination.
template <std::size_t K>
bool is_positive(Matrix<K> rest) {
  for (std::size_t k = 0; k < K; ++k) {
    if (!(rest[k][k] > 0)) return false;
    for (std::size_t r = k + 1; r < K; ++r) {
      const double share = rest[r][k] / rest[k][k];
      const double before = rest[r][r];
      for (std::size_t c = k + 1; c <= r; ++c) rest[r][c] -= share * rest[c][k];
      if (!(rest[r][r] > kSound * before)) return false;
    }
  }
  return true;
}
}  // namespace

template <std::size_t K>
void CesDescent<K>::begin(const Local& here) {
  here_ = here;
  model_ = here.curvature;
}

template <std::size_t K>
void CesDescent<K>::propose(const Numbers& step) {
  step_ = step;
  slope_ = dot<K>(here_.gradient, step);
}

template <std::size_t K>
bool CesDescent<K>::takes(const Local& there) {
  const double change = there.value - here_.value;
  if (change <= kWorth * slope_) {
    learn(there);
    here_ = there;
    return true;
  }
  // The parabola through both values and the slope.
  const double vertex = -slope_ / (2 * (change - slope_));
  const double share = vertex > kShortest ? std::min(vertex, kLongest) : kShortest;
  for (double& number : step_) number *= share;
  slope_ *= share;
  return false;
}

template <std::size_t K>
void CesDescent<K>::learn(const Local& there) {
  Numbers y{};
  for (std::size_t i = 0; i < K; ++i) y[i] = there.gradient[i] - here_.gradient[i];
  Matrix learned{};  // C so far
  for (std::size_t r = 0; r < K; ++r) {
    for (std::size_t c = 0; c < K; ++c) {
      learned[r][c] = model_[r][c] - here_.curvature[r][c];
    }
  }
  const double wanted = dot<K>(step_, y) - dot<K>(step_, product<K>(there.curvature, step_));
  const double had = std::abs(dot<K>(step_, product<K>(learned, step_)));
  const double sizing = std::abs(wanted) < had ? std::abs(wanted) / had : 1;
  model_ = there.curvature;
  for (std::size_t r = 0; r < K; ++r) {
    for (std::size_t c = 0; c < K; ++c) model_[r][c] += sizing * learned[r][c];
  }
  if (!is_positive<K>(model_)) model_ = there.curvature;
  const Numbers expected = product<K>(model_, step_);
  const double before = dot<K>(step_, expected);
  double along = dot<K>(step_, y);
  if (!(before > 0)) return;
  if (along < kLeastShare * before) {
    const double share = (1 - kLeastShare) * before / (before - along);
    for (std::size_t i = 0; i < K; ++i) y[i] = share * y[i] + (1 - share) * expected[i];
    along = kLeastShare * before;
  }
  for (std::size_t r = 0; r < K; ++r) {
    for (std::size_t c = 0; c < K; ++c) {
      model_[r][c] += y[r] * y[c] / along - expected[r] * expected[c] / before;
    }
  }
}

template class CesDescent<2>;
template class CesDescent<3>;
template class CesDescent<4>;
}  // namespace foretell::ets

#include "foretell/models/smoothing/theta_response.hpp"

#include <algorithm>
#include <cmath>

namespace foretell {
namespace {
double dot(const std::array<double, 3>& a, const std::array<double, 3>& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
}  // namespace

ThetaResponse::ThetaResponse(double alpha, double weight, double time)
    : alpha_(alpha), weight_(weight), time_(time), power_(std::pow(1 - alpha, time)) {
}

ThetaResponse::Step ThetaResponse::advance() {
  const double t = ++time_;
  const double previous = power_;
  power_ *= 1 - alpha_;
  const double slope_gain = t > 1 ? 6 / (t * (t + 1)) : 0;
  return {.h = {1, weight_ * previous, weight_ * ((1 - power_) / alpha_ - previous * t / 2)},
          .g = {alpha_, 1 / t, slope_gain},
          .keep_level = 1 - alpha_,
          .keep_mean = 1 - 1 / t,
          .keep_slope = std::max(0.0, t - 2) / (t + 1),
          .slope_by_mean = -slope_gain};
}

// D x + g y: the state after observing the deviation y.
ThetaResponse::Vector ThetaResponse::through(const Step& step, const Vector& x, double y) {
  return {step.keep_level * x[0] + step.g[0] * y, step.keep_mean * x[1] + step.g[1] * y,
          step.keep_slope * x[2] + step.slope_by_mean * x[1] + step.g[2] * y};
}

double ThetaResponse::step(double innovation) {
  const Step now = advance();
  const double y = dot(now.h, deviation_) + innovation;
  deviation_ = through(now, deviation_, y);
  return y;
}

double ThetaResponse::next_variance() {
  const Step now = advance();
  // F P Fᵀ in two halves: rows of P through F give P Fᵀ, then its columns.
  std::array<Vector, 3> half;
  Vector along{};  // P h
  for (std::size_t i = 0; i < 3; ++i) {
    along[i] = dot(covariance_[i], now.h);
    half[i] = through(now, covariance_[i], along[i]);
  }
  const double variance = 1 + dot(now.h, along);
  for (std::size_t j = 0; j < 3; ++j) {
    const Vector column{half[0][j], half[1][j], half[2][j]};
    const Vector moved = through(now, column, dot(now.h, column));
    for (std::size_t i = 0; i < 3; ++i) covariance_[i][j] = moved[i] + now.g[i] * now.g[j];
  }
  return variance;
}
}  // namespace foretell

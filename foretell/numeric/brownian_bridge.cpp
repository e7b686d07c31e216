#include "foretell/numeric/brownian_bridge.hpp"

#include <algorithm>
#include <boost/math/special_functions/bessel.hpp>
#include <cmath>
#include <complex>

namespace foretell::numeric {
namespace {
using Complex = std::complex<double>;
constexpr double kPi = 3.14159265358979323846;

// log(z / sin z) for z with positive imaginary part, continuous there.
Complex log_ratio(Complex z) {
  const Complex i(0, 1);
  return std::log(z) - (-i * z + std::log(i / 2.0) + std::log(1.0 - std::exp(2.0 * i * z)));
}

// Derivative of log E exp(θ V) per half coordinate: (1 − z cot z) / z², z = √(2 θ).
double mean_under_tilt(double theta) {
  const double z = std::sqrt(std::abs(2 * theta));
  if (z < 1e-3) return 1.0 / 3;
  return theta > 0 ? (1 - z / std::tan(z)) / (z * z) : (z / std::tanh(z) - 1) / (z * z);
}

// The real part of the path: near the saddle point, two away from the poles at zero and
// at π²/2.
double path(double x_per_half) {
  double low = -500, high = 3;
  for (int k = 0; k < 40; ++k) {
    const double middle = (low + high) / 2;
    (mean_under_tilt(middle) < x_per_half ? low : high) = middle;
  }
  return low >= 0 ? std::max(low, 2.0) : std::min(low, -2.0);
}
// One coordinate: the law of Cramér and von Mises as a series of Bessel functions.
double tail_of_one(double x) {
  double sum = 0, coefficient = 1;  // Γ(j + ½) / (Γ(½) j!)
  for (int j = 0; j < 200; ++j) {
    const double k = 4.0 * j + 1, z = k * k / (16 * x);
    if (z > 300) break;  // exp(−2 z) has vanished
    sum += coefficient * std::sqrt(k) * std::exp(-z) * boost::math::cyl_bessel_k(0.25, z);
    coefficient *= (j + 0.5) / (j + 1);
  }
  return 1 - sum / (kPi * std::sqrt(x));
}

// Two coordinates: the law of Kolmogorov.
double tail_of_two(double x) {
  double sum = 0;
  for (int k = 1; k < 1000; ++k) {
    const double term = 2 * std::exp(-k * k * kPi * kPi * x / 2);
    sum += k % 2 == 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return sum;
}
}  // namespace

// P = [c < 0] + 1/π ∫₀^∞ Re(M(θ) exp(−θ x) / θ) dτ on θ = c + i τ, by the trapezoidal rule, which
// converges exponentially for an analytic integrand.
double brownian_bridge_tail(double x, std::size_t dimension) {
  if (!(x > 0)) return 1;
  if (dimension == 1 && x < 2) return std::clamp(tail_of_one(x), 0.0, 1.0);
  if (dimension == 2 && x > 0.01) return std::clamp(tail_of_two(x), 0.0, 1.0);
  const double half = static_cast<double>(dimension) / 2;
  const double c = path(x / half);
  constexpr double kStep = 0.5, kNegligible = 1e-13;
  double sum = 0;
  constexpr int kMostSteps = 200000;
  for (int i = 0; i < kMostSteps; ++i) {
    const double tau = kStep * i;
    const Complex theta(c, std::max(tau, 1e-12));
    const Complex exponent = half * log_ratio(std::sqrt(2.0 * theta)) - theta * x;
    const double size = std::exp(exponent.real()) / std::abs(theta);
    sum += (tau == 0 ? 0.5 : 1) * size * std::cos(exponent.imag() - std::arg(theta));
    if (tau > 20 && size < kNegligible) break;
  }
  return std::clamp((c < 0 ? 1 : 0) + sum * kStep / kPi, 0.0, 1.0);
}
}  // namespace foretell::numeric

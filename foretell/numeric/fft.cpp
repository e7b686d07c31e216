#include "foretell/numeric/fft.hpp"

#include <cmath>
#include <unsupported/Eigen/FFT>

namespace foretell::numeric {
namespace {
using Complex = std::complex<double>;
constexpr double kPi = 3.14159265358979323846;
constexpr std::size_t kLargestDirectPrime = 31;

std::size_t without_factors(std::size_t n, std::size_t factor) {
  while (n % factor == 0) n /= factor;
  return n;
}

// Whether every prime factor is small enough for the plain algorithm.
bool is_smooth(std::size_t n) {
  for (std::size_t factor = 2; factor <= kLargestDirectPrime && n > 1; ++factor) {
    n = without_factors(n, factor);
  }
  return n == 1;
}
}  // namespace

struct Fft::Plans {
  Eigen::FFT<double> real{Eigen::default_fft_impl<double>(), Eigen::FFT<double>::HalfSpectrum};
  Eigen::FFT<double> complex;
  std::vector<Complex> wave, left, right, spectrum_left, spectrum_right;
};

Fft::Fft() : plans_(std::make_unique<Plans>()) {
}
Fft::~Fft() = default;
Fft::Fft(Fft&&) noexcept = default;
Fft& Fft::operator=(Fft&&) noexcept = default;

std::size_t fast_length(std::size_t n) {
  for (;; ++n) {
    if (without_factors(without_factors(without_factors(n, 2), 3), 5) == 1) return n;
  }
}

void Fft::forward(std::span<const double> x, std::vector<Complex>& spectrum) {
  const std::size_t n = x.size();
  spectrum.resize(n / 2 + 1);
  if (n == 1) {
    spectrum[0] = x[0];
  } else if (is_smooth(n)) {
    plans_->real.fwd(spectrum.data(), x.data(), static_cast<Eigen::Index>(n));
  } else {
    chirp(x, spectrum);
  }
}

void Fft::inverse(std::span<const Complex> spectrum, std::span<double> x) {
  if (x.size() == 1) {
    x[0] = spectrum[0].real();
    return;
  }
  plans_->real.inv(x.data(), spectrum.data(), static_cast<Eigen::Index>(x.size()));
}

// X_k = w_k Σ_t (x_t w_t) w̄_{k−t} with w_t = exp(−π i t²/n): a convolution of padded length.
void Fft::chirp(std::span<const double> x, std::vector<Complex>& spectrum) {
  const std::size_t n = x.size();
  const std::size_t padded = fast_length(2 * n);
  auto& [real, complex, wave, left, right, spectrum_left, spectrum_right] = *plans_;
  wave.resize(n);
  left.assign(padded, 0);
  right.assign(padded, 0);
  spectrum_left.resize(padded);
  spectrum_right.resize(padded);
  for (std::size_t t = 0; t < n; ++t) {
    const auto square = static_cast<double>(t * t % (2 * n));
    wave[t] = std::polar(1.0, -kPi * square / static_cast<double>(n));
    left[t] = x[t] * wave[t];
    right[t] = right[(padded - t) % padded] = std::conj(wave[t]);
  }
  const auto size = static_cast<Eigen::Index>(padded);
  complex.fwd(spectrum_left.data(), left.data(), size);
  complex.fwd(spectrum_right.data(), right.data(), size);
  for (std::size_t k = 0; k < padded; ++k) spectrum_left[k] *= spectrum_right[k];
  complex.inv(left.data(), spectrum_left.data(), size);
  for (std::size_t k = 0; k < spectrum.size(); ++k) spectrum[k] = left[k] * wave[k];
}
}  // namespace foretell::numeric

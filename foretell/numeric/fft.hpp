#pragma once
#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace foretell::numeric {
/// Discrete Fourier transform of real sequences in O(n log n) for every n. Keeps its plans between
/// calls, so that many sequences of one length share them; not for several threads at once.
///   X_k = Σ_{t=0}^{n−1} x_t exp(−2π i k t / n),  k = 0 … ⌊n/2⌋
///   Shapes  x [n], n ≥ 1; spectrum [⌊n/2⌋ + 1]
///   Errors  none
///   Source  Cooley & Tukey (1965) as in Eigen's kissfft; lengths with large prime factors by the
///           chirp of Bluestein (1970), IEEE Trans. Audio Electroacoustics 18, 451–455
class Fft {
 public:
  Fft();
  ~Fft();
  Fft(Fft&&) noexcept;
  Fft& operator=(Fft&&) noexcept;
  Fft(const Fft&) = delete;
  Fft& operator=(const Fft&) = delete;

  void forward(std::span<const double> x, std::vector<std::complex<double>>& spectrum);
  /// The real x of length n = x.size() with that spectrum, 1/n included; n has no prime factor
  /// above 5.
  void inverse(std::span<const std::complex<double>> spectrum, std::span<double> x);

 private:
  void chirp(std::span<const double> x, std::vector<std::complex<double>>& spectrum);

  struct Plans;
  std::unique_ptr<Plans> plans_;
};

/// The least number ≥ n of the form 2^a 3^b 5^c, for which the transform is fastest; n ≥ 1.
[[nodiscard]] std::size_t fast_length(std::size_t n);
}  // namespace foretell::numeric

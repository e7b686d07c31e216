#include "foretell/numeric/fft.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/rng.hpp"

namespace foretell::numeric {
namespace {
std::vector<double> noise(std::size_t n) {
  Rng rng(n);
  std::vector<double> x(n);
  for (double& value : x) value = rng.normal();
  return x;
}

std::complex<double> by_definition(const std::vector<double>& x, std::size_t k) {
  std::complex<long double> sum = 0;
  for (std::size_t t = 0; t < x.size(); ++t) {
    const auto turn =
        static_cast<long double>(k * t % x.size()) / static_cast<long double>(x.size());
    sum += std::polar<long double>(x[t], 0) * std::polar<long double>(1, -2 * M_PIl * turn);
  }
  return {static_cast<double>(sum.real()), static_cast<double>(sum.imag())};
}

TEST(Fft, AgreesWithTheDefinitionAtAwkwardLengths) {
  Fft fft;
  std::vector<std::complex<double>> spectrum;
  for (const std::size_t n :
       {1, 2, 3, 4, 5, 6, 7, 12, 15, 37, 64, 74, 97, 100, 144, 211, 360, 1009}) {
    const auto x = noise(n);
    fft.forward(x, spectrum);
    ASSERT_EQ(spectrum.size(), n / 2 + 1);
    for (std::size_t k = 0; k < spectrum.size(); ++k) {
      EXPECT_NEAR(std::abs(spectrum[k] - by_definition(x, k)), 0, 1e-11) << n << " " << k;
    }
  }
}

TEST(Fft, IsUndoneByItsInverse) {
  Fft fft;
  std::vector<std::complex<double>> spectrum;
  for (const std::size_t n : {1, 2, 3, 4, 5, 9, 12, 15, 128, 250}) {
    const auto x = noise(n);
    std::vector<double> back(n);
    fft.forward(x, spectrum);
    fft.inverse(spectrum, back);
    for (std::size_t t = 0; t < n; ++t) EXPECT_NEAR(back[t], x[t], 1e-13) << n;
  }
}

TEST(FastLength, HasNoPrimeFactorAboveFive) {
  EXPECT_EQ(fast_length(1), 1U);
  EXPECT_EQ(fast_length(7), 8U);
  EXPECT_EQ(fast_length(97), 100U);
  EXPECT_EQ(fast_length(1013), 1024U);
}
}  // namespace
}  // namespace foretell::numeric

#include "foretell/diagnose/spectrum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <complex>

#include "foretell/diagnose/complete_series.hpp"

namespace foretell {
namespace {
constexpr double kPi = 3.14159265358979323846;
constexpr SeriesNeeds kNeeds{.what = "a spectrum", .min_length = 4};

void apply_bell(std::vector<double>& x, double taper) {
  const auto m = static_cast<std::size_t>(static_cast<double>(x.size()) * taper);
  for (std::size_t i = 0; i < m; ++i) {
    const double weight =
        (1 - std::cos(kPi * static_cast<double>(2 * i + 1) / static_cast<double>(2 * m))) / 2;
    x[i] *= weight;
    x[x.size() - 1 - i] *= weight;
  }
}

std::vector<double> weights_of(Welch::Window window, std::size_t size) {
  std::vector<double> w(size, 1);
  if (window == Welch::Window::kBoxcar) return w;
  for (std::size_t t = 0; t < size; ++t) {
    w[t] = (1 - std::cos(2 * kPi * static_cast<double>(t) / static_cast<double>(size))) / 2;
  }
  return w;
}
}  // namespace

Result<Spectrum> Periodogram::estimate(std::span<const double> y) const {
  numeric::Fft fft;
  return estimate(y, fft);
}

Result<Spectrum> Periodogram::estimate(std::span<const double> y, numeric::Fft& fft) const {
  if (!(taper >= 0 && taper <= 0.5)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("taper {}, but it is a share from 0 to 0.5 of each end", taper));
  }
  const auto complete = complete_series(y, kNeeds);
  if (!complete) return fail(complete.error());
  std::vector<double> x = without(remove, *complete);
  apply_bell(x, taper);
  const auto n = static_cast<double>(x.size());
  if (padded) x.resize(numeric::fast_length(x.size()));
  std::vector<std::complex<double>> transform;
  fft.forward(x, transform);
  Spectrum spectrum;
  const double scale = 1 / (n * (1 - 1.25 * taper));
  for (std::size_t k = 1; k <= x.size() / 2; ++k) {
    spectrum.frequency.push_back(static_cast<double>(k) / static_cast<double>(x.size()));
    spectrum.density.push_back(scale * std::norm(transform[k]));
  }
  return spectrum;
}

Result<Spectrum> Welch::estimate(std::span<const double> y) const {
  const auto complete = complete_series(y, kNeeds);
  if (!complete) return fail(complete.error());
  const std::size_t size = std::min(segment, complete->size());
  const std::size_t shared = overlap.value_or(size / 2);
  if (size < 2 || shared >= size) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("segments of {} that share {}, but they hold at least 2 and share less "
                            "than all",
                            size, shared));
  }
  const std::vector<double> w = weights_of(window, size);
  double squares = 0;
  for (const double weight : w) squares += weight * weight;
  Spectrum spectrum;
  spectrum.density.resize(size / 2 + 1);
  numeric::Fft fft;
  std::vector<std::complex<double>> transform;
  double segments = 0;
  for (std::size_t start = 0; start + size <= complete->size(); start += size - shared) {
    std::vector<double> x = without(remove, complete->subspan(start, size));
    for (std::size_t t = 0; t < size; ++t) x[t] *= w[t];
    fft.forward(x, transform);
    for (std::size_t k = 0; k < transform.size(); ++k) {
      spectrum.density[k] += std::norm(transform[k]) / squares;
    }
    segments += 1;
  }
  for (std::size_t k = 0; k <= size / 2; ++k) {
    const bool single = k == 0 || 2 * k == size;  // all other frequencies stand for two
    spectrum.density[k] *= (single ? 1 : 2) / segments;
    spectrum.frequency.push_back(static_cast<double>(k) / static_cast<double>(size));
  }
  return spectrum;
}
}  // namespace foretell

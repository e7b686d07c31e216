#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/numeric/fft.hpp"

namespace foretell {
/// How much of the variance lies at each frequency.
///   Units   frequency in cycles per observation, up to 0.5; density in squared units of y times
///           observations
struct Spectrum {
  std::vector<double> frequency;
  std::vector<double> density;
};

/// The squared Fourier transform of a series at the frequencies k/N, k = 1 … ⌊N/2⌋.
///   I(f) = |Σ_t w_t x_t exp(−2π i f t)|² / (n (1 − 5/4 taper)),  x without level or trend, w the
///   split cosine bell that rises over `taper` of the series at each end
///   Errors  kTooShort (under 4), kMissingValues, kNotFinite, kInvalidOption (taper)
///   Source  Bloomfield (2000), Fourier Analysis of Time Series, 6; two-sided, as R's spec.pgram
struct Periodogram {
  Deterministic remove = Deterministic::kTrend;
  double taper = 0.1;  ///< 0 … 0.5
  bool padded = true;  ///< zeros up to the next length N of the form 2^a 3^b 5^c; false: N = n

  [[nodiscard]] Result<Spectrum> estimate(std::span<const double> y) const;
  /// The same with plans that are kept between calls.
  [[nodiscard]] Result<Spectrum> estimate(std::span<const double> y, numeric::Fft& fft) const;
};

/// Mean of the periodograms of overlapping segments, at k/segment, k = 0 … ⌊segment/2⌋.
///   Errors  as Periodogram; kInvalidOption (segment < 2, overlap ≥ segment)
///   Source  Welch (1967), IEEE Trans. Audio Electroacoustics 15, 70–73; one-sided, as
///           scipy.signal.welch
struct Welch {
  enum class Window { kHann, kBoxcar };

  std::size_t segment = 256;             ///< cut to n where the series is shorter
  std::optional<std::size_t> overlap{};  ///< absent: half a segment
  Window window = Window::kHann;
  Deterministic remove = Deterministic::kConstant;  ///< from each segment

  [[nodiscard]] Result<Spectrum> estimate(std::span<const double> y) const;
};
}  // namespace foretell

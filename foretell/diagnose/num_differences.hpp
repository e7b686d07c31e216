#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/deterministic.hpp"

namespace foretell {
/// How the number of first differences is decided.
struct DifferencingOptions {
  enum class Test {
    kKpss,            ///< difference while stationarity is rejected
    kDickeyFuller,    ///< difference while a unit root (one lag) is not rejected
    kPhillipsPerron,  ///< difference while a unit root is not rejected
  };
  Test test = Test::kKpss;
  Deterministic part = Deterministic::kConstant;  ///< what the tests allow for: level or trend
  double alpha = 0.05;                            ///< 0.01 … 0.10, as far as the tables reach
  std::size_t max_differences = 2;
};

/// Number of first differences that make a series stationary, by repeated tests. Missing values are
/// left out. A series that is constant, or becomes so, needs no further difference; so does one
/// that is too short for the test or fits its regression perfectly.
///   KPSS with ⌊3 √n / 13⌋ lags, p-values interpolated in the printed tables: the same decisions as
///   R's ndiffs
///   Errors  kTooShort (no observation), kNotFinite, kInvalidOption (alpha, part none)
///   Source  Hyndman & Khandakar (2008), J. Statistical Software 27(3), for KPSS
[[nodiscard]] Result<std::size_t> num_differences(std::span<const double> y,
                                                  const DifferencingOptions& options = {});
}  // namespace foretell

#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/evaluate/error_sums.hpp"

namespace foretell {
/// The columns of one model in a table of forecasts: the mean, and lo and hi of each coverage.
struct ModelColumns {
  std::string model;
  std::size_t mean;                 ///< index of the column
  std::vector<double> coverages;    ///< ascending, in (0, 1)
  std::vector<std::size_t> bounds;  ///< [2 · coverages]: lo, hi, lo, hi, …
};

/// Finds the models among column names such as "theta", "theta-lo-80", "theta-hi-80". Columns named
/// in `not_models` (y, cutoff) are skipped; an interval with one side only is left out.
///   Errors  kUnknownName if there is no model column
[[nodiscard]] Result<std::vector<ModelColumns>> find_models(
    std::span<const std::string> names, std::span<const std::string> not_models);
}  // namespace foretell

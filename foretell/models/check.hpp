#pragma once
#include <optional>
#include <span>

#include "foretell/base/error.hpp"
#include "foretell/panel/series.hpp"

namespace foretell {
/// What a model asks of a series before it fits.
struct Requirements {
  std::size_t min_length = 1;  ///< observations that are not missing
  bool complete = false;       ///< no missing values inside
  bool positive = false;       ///< every value > 0
};

/// The first requirement that the series breaks, in words with numbers, or nothing.
///   Errors  kTooShort, kMissingValues, kNotPositive, kNotFinite
[[nodiscard]] std::optional<Error> check(const Series& series, const Requirements& requirements);

/// y from its first to its last observation; y holds at least one.
[[nodiscard]] std::span<const double> without_missing_ends(std::span<const double> y);

/// kNotFinite if one of the new observations of an `update` is infinite; NaN is a missing value.
[[nodiscard]] std::optional<Error> check_finite(std::span<const double> y);

/// Whether regressors hold a number in each of their first `num_rows` rows; if not, which column
/// lacks them and where.
///   Errors  kMissingValues
[[nodiscard]] std::optional<Error> check_rows(const Regressors& x, std::size_t num_rows);
}  // namespace foretell

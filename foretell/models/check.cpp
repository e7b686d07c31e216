#include "foretell/models/check.hpp"

#include <fmt/format.h>

#include <cmath>

namespace foretell {
namespace {
std::string place_of(const Series& series) {
  return series.id.empty() ? std::string{} : fmt::format("series {}", series.id);
}
}  // namespace

std::optional<Error> check(const Series& series, const Requirements& requirements) {
  std::size_t present = 0;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const double y = series.values[i];
    if (std::isnan(y)) continue;
    ++present;
    if (std::isinf(y)) {
      return Error{ErrorCode::kNotFinite, fmt::format("observation {} is infinite", i + 1),
                   place_of(series)};
    }
    if (requirements.positive && y <= 0) {
      return Error{ErrorCode::kNotPositive,
                   fmt::format("observation {} is {}, but a multiplicative model needs values "
                               "above zero; use an additive one",
                               i + 1, y),
                   place_of(series)};
    }
  }
  if (present < requirements.min_length) {
    return Error{ErrorCode::kTooShort,
                 fmt::format("{} observation{}, but the model needs at least {}", present,
                             present == 1 ? "" : "s", requirements.min_length),
                 place_of(series)};
  }
  if (requirements.complete && present < series.size()) {
    return Error{ErrorCode::kMissingValues,
                 fmt::format("{} missing value{}, which this model cannot carry through; fill "
                             "them first",
                             series.size() - present, series.size() - present == 1 ? "" : "s"),
                 place_of(series)};
  }
  return std::nullopt;
}

std::span<const double> without_missing_ends(std::span<const double> y) {
  while (std::isnan(y.front())) y = y.subspan(1);
  while (std::isnan(y.back())) y = y.first(y.size() - 1);
  return y;
}

std::optional<Error> check_finite(std::span<const double> y) {
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isinf(y[i])) {
      return Error{ErrorCode::kNotFinite, fmt::format("new observation {} is infinite", i + 1), ""};
    }
  }
  return std::nullopt;
}

std::optional<Error> check_rows(const Regressors& x, std::size_t num_rows) {
  for (std::size_t k = 0; k < x.size(); ++k) {
    const auto column = x.column(k);
    std::size_t known = 0;
    while (known < column.size() && known < num_rows && std::isfinite(column[known])) ++known;
    if (known == num_rows) continue;
    return Error{ErrorCode::kMissingValues,
                 fmt::format("regressor '{}' has no value at step {} of {}; give one for each "
                             "step, or leave the column out",
                             x.name(k), known + 1, num_rows),
                 ""};
  }
  return std::nullopt;
}
}  // namespace foretell

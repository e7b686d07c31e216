#include "foretell/models/arima/arima_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foretell/models/check.hpp"
#include "foretell/transform/box_cox.hpp"

namespace foretell::arima {
namespace {
constexpr std::size_t kMostGaps = 100;
constexpr std::size_t kMostGapNumbers = 1'000'000;  // gaps times length
constexpr double kCollinear = 1e-7;                 // of a column's norm

std::vector<double> differenced(std::span<const double> u, const DifferencePolynomial& difference) {
  const std::size_t degree = difference.degree();
  std::vector<double> w(u.size() - degree);
  for (std::size_t t = degree; t < u.size(); ++t) {
    w[t - degree] = u[t] - difference.carried(u.data(), t);
  }
  return w;
}

double norm(std::span<const double> v) {
  double sum = 0;
  for (const double value : v) sum += value * value;
  return std::sqrt(sum);
}

double product(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t t = 0; t < a.size(); ++t) sum += a[t] * b[t];
  return sum;
}
}  // namespace

void interpolate(std::span<double> values, std::span<const std::size_t> gaps) {
  for (std::size_t g = 0; g < gaps.size();) {
    std::size_t end = g;
    while (end + 1 < gaps.size() && gaps[end + 1] == gaps[end] + 1) ++end;
    const double left = values[gaps[g] - 1];
    const double right = values[gaps[end] + 1];
    const auto length = static_cast<double>(end - g + 2);
    for (std::size_t k = g; k <= end; ++k) {
      values[gaps[k]] = std::lerp(left, right, static_cast<double>(k - g + 1) / length);
    }
    g = end + 1;
  }
}

Result<Prepared> prepare(const Series& series, std::optional<double> lambda) {
  if (auto error = check(series, {.min_length = 1, .positive = lambda && *lambda <= 0})) {
    return fail(std::move(*error));
  }
  const auto y = without_missing_ends(series.values);
  Prepared result;
  result.offset = static_cast<std::size_t>(y.data() - series.values.data());
  if (lambda) {
    auto mapped = box_cox(y, *lambda);
    if (!mapped) return fail(std::move(mapped.error()));
    result.values = std::move(*mapped);
  } else {
    result.values.assign(y.begin(), y.end());
  }
  double largest = 0;
  result.constant = true;
  for (std::size_t t = 0; t < result.values.size(); ++t) {
    const double value = result.values[t];
    if (std::isnan(value)) {
      result.gaps.push_back(t);
      continue;
    }
    largest = std::max(largest, std::abs(value));
    result.constant = result.constant && value == result.values[0];
  }
  if (largest > 0) result.unit = std::exp2(std::clamp(std::ilogb(largest), -1000, 1000));
  for (double& value : result.values) value /= result.unit;
  interpolate(result.values, result.gaps);
  return result;
}

std::vector<Column> Regression::views() const {
  std::vector<Column> result;
  for (std::size_t g = 0; g < pulses.size(); ++g) result.push_back({pulses[g], pulse_begins[g]});
  for (const auto& column : columns) result.push_back({column, 0});
  result.push_back({data, 0});
  return result;
}

void Regression::solve(std::span<double> v) const {
  const std::size_t k = columns.size();
  for (std::size_t r = k; r-- > 0;) {
    for (std::size_t c = r + 1; c < k; ++c) v[r] -= triangle[r * k + c] * v[c];
    v[r] /= triangle[r * k + r];
  }
}

namespace {
void add_pulses(Regression& result, const Prepared& prepared,
                const DifferencePolynomial& difference) {
  const std::size_t n = prepared.values.size();
  if (prepared.gaps.size() > kMostGaps || prepared.gaps.size() * n > kMostGapNumbers) {
    result.gaps_filled = true;
    result.num_filled = prepared.gaps.size();
    return;
  }
  std::vector<double> pulse(n, 0);
  for (const std::size_t gap : prepared.gaps) {
    pulse[gap] = 1;
    result.pulses.push_back(differenced(pulse, difference));
    const auto& column = result.pulses.back();
    const auto first = std::find_if(column.begin(), column.end(), [](double v) { return v != 0; });
    result.pulse_begins.push_back(static_cast<std::size_t>(first - column.begin()));
    pulse[gap] = 0;
  }
}

// Modified Gram-Schmidt, twice for accuracy.
std::optional<Error> orthonormalise(Regression& result, const std::vector<std::string>& names,
                                    const std::vector<double>& norms) {
  const std::size_t k = result.columns.size();
  result.triangle.assign(k * k, 0);
  for (std::size_t c = 0; c < k; ++c) {
    auto& column = result.columns[c];
    if (!(norm(column) > kCollinear * norms[c])) {
      return Error{
          ErrorCode::kInvalidOption,
          fmt::format("regressor '{}' is constant after differencing; leave it out", names[c]), ""};
    }
    const double whole = norm(column);
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t j = 0; j < c; ++j) {
        const double share = product(result.columns[j], column);
        result.triangle[j * k + c] += share;
        for (std::size_t t = 0; t < column.size(); ++t) column[t] -= share * result.columns[j][t];
      }
    }
    const double rest = norm(column);
    if (!(rest > kCollinear * whole)) {
      return Error{
          ErrorCode::kInvalidOption,
          fmt::format("regressor '{}' is a combination of the columns before it ({}); leave it out",
                      names[c], c == 1 ? names[0] : names[0] + " … " + names[c - 1]),
          ""};
    }
    result.triangle[c * k + c] = rest;
    for (double& value : column) value /= rest;
  }
  return std::nullopt;
}
}  // namespace

Result<Regression> make_regression(const Prepared& prepared, const ArimaOrder& order,
                                   const RegressionTerms& terms, const Regressors& x) {
  const auto difference = difference_polynomial(order);
  const std::size_t n = prepared.values.size();
  if (n <= difference.degree()) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} observations, but {} are lost to differencing: use lower orders", n,
                            difference.degree()));
  }
  const std::size_t count = terms.size();
  if (n - prepared.gaps.size() < difference.degree() + count + 1) {
    return fail(
        ErrorCode::kTooShort,
        fmt::format("{} observations, but {} are lost to differencing and {} to regression; "
                    "use lower orders",
                    n - prepared.gaps.size(), difference.degree(), count));
  }
  if (!terms.names.empty()) {
    if (auto error = check_rows(x, prepared.offset + n)) return fail(std::move(*error));
  }
  Regression result;
  result.data = differenced(prepared.values, difference);
  add_pulses(result, prepared, difference);
  std::vector<std::vector<double>> raw(count, std::vector<double>(n));
  std::vector<double> row(count);
  for (std::size_t t = 0; t < n && count > 0; ++t) {
    terms.row(prepared.offset + t, x, prepared.offset + t, row.data());
    for (std::size_t c = 0; c < count; ++c) raw[c][t] = row[c];
  }
  std::vector<double> norms;
  for (auto& column : raw) {
    norms.push_back(norm(column));
    if (!std::isfinite(norms.back())) {
      return fail(ErrorCode::kNotFinite,
                  fmt::format("regressor '{}' holds values that are not finite",
                              terms.column_names()[norms.size() - 1]));
    }
    result.columns.push_back(differenced(column, difference));
  }
  if (auto error = orthonormalise(result, terms.column_names(), norms)) {
    return fail(std::move(*error));
  }
  return result;
}
}  // namespace foretell::arima

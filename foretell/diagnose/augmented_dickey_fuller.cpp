#include "foretell/diagnose/augmented_dickey_fuller.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/distribution.hpp"
#include "foretell/numeric/least_squares.hpp"

namespace foretell {
namespace {
constexpr double kNormal95 = 1.6448536269514722;  // Φ⁻¹(0.95)

// Where y_{t−1} stands among the columns.
enum class LevelPlace { kBeforeLags, kLast };

void append_deterministic(std::vector<double>& x, Deterministic part, std::size_t rows) {
  if (part != Deterministic::kNone) x.insert(x.end(), rows, 1.0);
  if (part != Deterministic::kTrend) return;
  for (std::size_t t = 0; t < rows; ++t) x.push_back(static_cast<double>(t + 1));
}

// The regression of Δy_t, t > lags, on deterministic part, level and lagged differences.
numeric::LeastSquares regression(std::span<const double> y, Deterministic part, std::size_t lags,
                                 LevelPlace place) {
  std::vector<double> differences(y.size() - 1);
  for (std::size_t t = 0; t + 1 < y.size(); ++t) differences[t] = y[t + 1] - y[t];
  const std::size_t rows = differences.size() - lags;
  std::vector<double> x;
  x.reserve(rows * (num_coefficients(part) + 1 + lags));
  const auto append = [&x, rows](std::span<const double> from, std::size_t start) {
    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(start);
    x.insert(x.end(), begin, begin + static_cast<std::ptrdiff_t>(rows));
  };
  append_deterministic(x, part, rows);
  if (place == LevelPlace::kBeforeLags) append(y, lags);
  for (std::size_t i = 1; i <= lags; ++i) append(differences, lags - i);
  if (place == LevelPlace::kLast) append(y, lags);
  return {x, std::span<const double>(differences).subspan(lags)};
}

std::size_t by_criterion(const numeric::LeastSquares& all, std::size_t first, std::size_t max_lags,
                         double rows, double penalty) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t l = 0; l <= max_lags; ++l) {
    const double value = rows * std::log(all.residual_sum(first + l) / rows) +
                         penalty * static_cast<double>(first + l);
    if (!(value < least)) continue;
    least = value;
    best = l;
  }
  return best;
}

std::size_t by_t_statistic(const numeric::LeastSquares& all, std::size_t first,
                           std::size_t max_lags) {
  std::size_t l = max_lags;
  while (l > 0 && std::abs(all.last_t(first + l)) < kNormal95) --l;
  return l;
}

std::size_t chosen_lags(const AugmentedDickeyFuller& options, std::span<const double> y,
                        std::size_t max_lags) {
  using Lags = AugmentedDickeyFuller::Lags;
  if (options.lags) return *options.lags;
  if (options.rule == Lags::kSchwert) return max_lags;
  if (options.rule == Lags::kCubeRoot) {
    return static_cast<std::size_t>(std::pow(static_cast<double>(y.size() - 1), 1.0 / 3));
  }
  const auto all = regression(y, options.part, max_lags, LevelPlace::kBeforeLags);
  if (!all.full_rank()) return 0;
  const std::size_t first = num_coefficients(options.part) + 1;
  if (options.rule == Lags::kTStatistic) return by_t_statistic(all, first, max_lags);
  const auto rows = static_cast<double>(y.size() - 1 - max_lags);
  return by_criterion(all, first, max_lags, rows, options.rule == Lags::kAic ? 2 : std::log(rows));
}

// Schwert's rule, bounded so that the regression keeps more rows than columns.
std::size_t default_max_lags(std::size_t n, std::size_t deterministic) {
  const auto rule =
      static_cast<std::size_t>(std::ceil(12 * std::pow(static_cast<double>(n) / 100, 0.25)));
  const std::size_t bound = n / 2 > deterministic + 1 ? n / 2 - deterministic - 1 : 0;
  return std::min(rule, bound);
}

NullLaw law_of(const AugmentedDickeyFuller& options) {
  using Lags = AugmentedDickeyFuller::Lags;
  const bool chosen = !options.lags && (options.rule == Lags::kAic || options.rule == Lags::kBic ||
                                        options.rule == Lags::kTStatistic);
  const std::size_t row = !chosen                      ? 0
                          : options.rule == Lags::kAic ? 1
                          : options.rule == Lags::kBic ? 2
                                                       : 3;
  return static_cast<NullLaw>(3 * row + num_coefficients(options.part));
}
}  // namespace

Result<AugmentedDickeyFuller::Answer> AugmentedDickeyFuller::test(std::span<const double> y) const {
  const std::size_t deterministic = num_coefficients(part);
  const auto complete =
      complete_series(y, {.what = "the Dickey-Fuller test", .min_length = 4 + 2 * deterministic});
  if (!complete) return fail(complete.error());
  const std::size_t n = complete->size();
  // Rows n − 1 − l must exceed columns 1 + deterministic + l.
  const std::size_t bound = (n - 3 - deterministic) / 2;
  const std::size_t longest = lags.value_or(max_lags.value_or(default_max_lags(n, deterministic)));
  if ((lags || max_lags) && longest > bound) {
    return fail(ErrorCode::kInvalidOption, fmt::format("{} lags, but {} observations allow at most "
                                                       "{}",
                                                       longest, n, bound));
  }
  const std::size_t used = std::min(chosen_lags(*this, *complete, std::min(longest, bound)), bound);
  const auto fit = regression(*complete, part, used, LevelPlace::kLast);
  const std::size_t columns = deterministic + used + 1;
  const double statistic = fit.last_t(columns);
  const std::size_t rows = n - 1 - used;
  const double error = std::sqrt(fit.residual_sum(columns) / static_cast<double>(rows));
  if (!fit.full_rank() || !std::isfinite(statistic) || is_rounding(error, *complete)) {
    return fail(ErrorCode::kNotFinite,
                "the Dickey-Fuller regression is singular or fits perfectly, so its statistic has "
                "no value; the series follows a line or an exact recursion");
  }
  std::optional<double> from_table;
  if (part == Deterministic::kTrend) from_table = banerjee_t_p_value(statistic, n - 1);
  double p_value = mackinnon_p_value(statistic, part);
  if (law == Law::kFiniteSample) {
    const NullLaw own = law_of(*this);
    const bool chosen = own > NullLaw::kDickeyFullerTrend;
    p_value = finite_sample_p_value(own, p_value, n, chosen ? std::min(longest, bound) : used);
  }
  return Answer{statistic, p_value, from_table, used, rows, mackinnon_critical_values(part, rows)};
}
}  // namespace foretell

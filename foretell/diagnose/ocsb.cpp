#include "foretell/diagnose/ocsb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/least_squares.hpp"

namespace foretell {
namespace {
std::vector<double> differences(std::span<const double> y, std::size_t lag) {
  std::vector<double> result(y.size());  // the first `lag` stay zero and are not used
  for (std::size_t t = lag; t < y.size(); ++t) result[t] = y[t] - y[t - lag];
  return result;
}

// The three differenced series, at the times of y.
struct Differences {
  std::vector<double> both, seasonal, first;
  std::size_t period;
};

// One pair of regressions over the times from `start` on.
class Regression {
 public:
  Regression(const Differences& d, std::size_t lags, std::size_t start)
      : d_(d), lags_(lags), start_(start), rows_(d.both.size() - start) {
    for (std::size_t i = 1; i <= lags; ++i) append(d.both, i);
  }

  // The regression on lags, Z₄ and Z₅; nothing where a column depends on the others.
  std::optional<numeric::LeastSquares> fit() {
    const auto y = std::span<const double>(d_.both).subspan(start_);
    std::vector<double> lambda;
    if (lags_ > 0) {
      const numeric::LeastSquares lagged(x_, y);
      if (!lagged.full_rank()) return std::nullopt;
      lambda = lagged.coefficients();
    }
    append(filtered(d_.seasonal, lambda), 1);
    append(filtered(d_.first, lambda), d_.period);
    numeric::LeastSquares all(x_, y);
    if (!all.full_rank()) return std::nullopt;
    return all;
  }

 private:
  void append(const std::vector<double>& from, std::size_t lag) {
    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(start_ - lag);
    x_.insert(x_.end(), begin, begin + static_cast<std::ptrdiff_t>(rows_));
  }

  static std::vector<double> filtered(const std::vector<double>& z,
                                      const std::vector<double>& lambda) {
    std::vector<double> result = z;
    for (std::size_t t = lambda.size(); t < z.size(); ++t) {
      for (std::size_t i = 0; i < lambda.size(); ++i) result[t] -= lambda[i] * z[t - 1 - i];
    }
    return result;
  }

  const Differences& d_;
  std::size_t lags_, start_, rows_;
  std::vector<double> x_;
};

std::size_t lags_by_aic(const Differences& d, std::size_t max_lags) {
  std::size_t best = 1;
  double least = std::numeric_limits<double>::infinity();
  const std::size_t start = d.period + 1 + max_lags;
  const auto rows = static_cast<double>(d.both.size() - start);
  for (std::size_t l = 1; l <= max_lags; ++l) {
    const auto fit = Regression(d, l, start).fit();
    if (!fit) continue;
    const double aic =
        rows * std::log(fit->residual_sum(l + 2) / rows) + 2 * static_cast<double>(l);
    if (aic < least) best = l;
    least = std::min(least, aic);
  }
  return best - 1;
}

double critical_value(std::size_t period) {
  const double x = std::log(static_cast<double>(period)) - 0.7656451;
  return -0.2937411 * std::exp(-0.2850853 * x - 0.05983644 * x * x) - 1.652202;
}
}  // namespace

Result<Ocsb::Answer> Ocsb::test(std::span<const double> y) const {
  if (period < 2) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("period {}, but a seasonal test needs at least 2", period));
  }
  const std::size_t longest = lags.value_or(max_lags);
  const auto complete =
      complete_series(y, {.what = "the OCSB test", .min_length = period + 2 * longest + 5});
  if (!complete) return fail(complete.error());
  std::vector<double> seasonal = differences(*complete, period);
  std::vector<double> both = differences(seasonal, 1);
  const Differences d{std::move(both), std::move(seasonal), differences(*complete, 1), period};
  const std::size_t used = lags ? *lags : max_lags == 0 ? 0 : lags_by_aic(d, max_lags);
  const auto fit = Regression(d, used, period + 1 + used).fit();
  const double statistic = fit ? fit->last_t(used + 2) : std::nan("");
  const auto rows = static_cast<double>(complete->size() - period - 1 - used);
  const bool perfect = fit && is_rounding(std::sqrt(fit->residual_sum(used + 2) / rows), *complete);
  if (perfect || !std::isfinite(statistic)) {
    return fail(ErrorCode::kNotFinite,
                "the OCSB regression is singular or fits perfectly; use a longer series or the "
                "strength of the season");
  }
  return Answer{statistic, critical_value(period), used};
}
}  // namespace foretell

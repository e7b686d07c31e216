#include "foretell/diagnose/phillips_perron.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/lagged_product.hpp"
#include "foretell/diagnose/long_run_variance.hpp"

namespace foretell {
namespace {
// The regression of y_t on y_{t−1}, both already without the deterministic part.
struct Autoregression {
  double rho, t, sum_of_squares;
  std::vector<double> residuals;
};

Autoregression autoregression(std::span<const double> now, std::span<const double> before,
                              std::size_t coefficients) {
  double product = 0;
  for (std::size_t i = 0; i < now.size(); ++i) product += now[i] * before[i];
  Autoregression fit{0, 0, lagged_product(before, 0), std::vector<double>(now.size())};
  fit.rho = product / fit.sum_of_squares;
  double gap = 0;  // ρ − 1 without cancellation
  for (std::size_t i = 0; i < now.size(); ++i) {
    fit.residuals[i] = now[i] - fit.rho * before[i];
    gap += (now[i] - before[i]) * before[i];
  }
  const double dof = static_cast<double>(now.size()) - static_cast<double>(coefficients);
  const double variance = lagged_product(fit.residuals, 0) / dof;
  fit.t = gap / std::sqrt(variance * fit.sum_of_squares);
  return fit;
}
}  // namespace

Result<PhillipsPerron::Answer> PhillipsPerron::test(std::span<const double> y) const {
  if (part == Deterministic::kNone) {
    return fail(ErrorCode::kInvalidOption, "the Phillips-Perron test needs a level or a trend");
  }
  const std::size_t deterministic = num_coefficients(part);
  const auto complete =
      complete_series(y, {.what = "the Phillips-Perron test", .min_length = 4 + deterministic});
  if (!complete) return fail(complete.error());
  const std::size_t rows = complete->size() - 1;
  const std::size_t used = lags ? *lags : schwert_lags(rows, long_lags ? 12 : 4);
  if (used >= rows) {
    return fail(
        ErrorCode::kInvalidOption,
        fmt::format("{} lags, but {} observations allow at most {}", used, rows + 1, rows - 1));
  }
  const auto now = without(part, complete->subspan(1));
  const auto before = without(part, complete->first(rows));
  const auto fit = autoregression(now, before, deterministic + 1);
  const auto n = static_cast<double>(rows);
  const double variance = lagged_product(fit.residuals, 0) / n;
  const double long_run = long_run_variance(fit.residuals, used);
  const double spread = current_moments ? lagged_product(now, 0) : fit.sum_of_squares;
  const double correction = part == Deterministic::kTrend ? n * n / (n * n - 1) : 1;
  const double half_gap = (long_run - variance) / 2;
  const double tau = std::sqrt(variance / long_run) * fit.t -
                     half_gap * n * std::sqrt(correction / (long_run * spread));
  const double rho = n * (fit.rho - 1) - half_gap * n * n * correction / spread;
  if (!std::isfinite(tau) || !std::isfinite(rho) || is_rounding(fit.residuals, *complete) ||
      is_rounding(before, *complete)) {
    return fail(ErrorCode::kNotFinite,
                "the Phillips-Perron regression fits perfectly, so its statistic has no value; the "
                "series follows a line or an exact recursion");
  }
  double p_value = mackinnon_p_value(tau, part);
  if (law == Law::kFiniteSample) {
    const NullLaw own = part == Deterministic::kTrend ? NullLaw::kPhillipsPerronTrend
                                                      : NullLaw::kPhillipsPerronConstant;
    p_value = finite_sample_p_value(own, p_value, rows + 1, used);
  }
  Answer answer{tau,          rho,  p_value, std::nullopt,
                std::nullopt, used, rows,    mackinnon_critical_values(part, rows)};
  if (part == Deterministic::kTrend) {
    answer.tau_table_p_value = banerjee_t_p_value(tau, rows);
    answer.rho_table_p_value = banerjee_rho_p_value(rho, rows);
  }
  return answer;
}
}  // namespace foretell

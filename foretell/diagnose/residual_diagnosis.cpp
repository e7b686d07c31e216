#include "foretell/diagnose/residual_diagnosis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/period_name.hpp"
#include "foretell/numeric/distribution.hpp"

namespace foretell {
namespace {
constexpr std::size_t kMinLength = 8;
constexpr std::size_t kArchLags = 12;
constexpr double kTests = 3;  // behind each verdict, which errs with alpha at most

// The residuals that are there, and all of them with the missing ones between.
struct Residuals {
  std::span<const double> all;
  std::vector<double> observed;
  double n;
};

Bias bias_of(const Residuals& e) {
  double mean = 0, squares = 0;
  for (const double value : e.observed) mean += value / e.n;
  for (const double value : e.observed) squares += (value - mean) * (value - mean);
  const double error = std::sqrt(squares / (e.n - 1) / e.n);
  return {mean, numeric::student_two_sided(mean / error, e.n - 1)};
}

// Slope of |e| over the whole time, and its p-value.
void judge_spread(const Residuals& e, ResidualDiagnosis& result) {
  double mean = 0, product = 0, squares = 0, spread = 0;
  for (const double value : e.observed) mean += std::abs(value) / e.n;
  for (std::size_t t = 0; t < e.observed.size(); ++t) {
    const double time = static_cast<double>(t) / (e.n - 1) - 0.5;
    const double rest = std::abs(e.observed[t]) - mean;
    product += time * rest;
    squares += rest * rest;
    spread += time * time;
  }
  const double slope = product / spread;
  const double left = std::max(squares - slope * product, 0.0);
  const double error = std::sqrt(left / (e.n - 2) / spread);
  result.spread_trend = slope / mean;
  result.spread_trend_p_value =
      error > 0 ? numeric::student_two_sided(slope / error, e.n - 2) : (slope == 0 ? 1 : 0);
}

// A season shows in a positive autocorrelation at its lag, above what those before it let expect.
std::vector<RemainingSeason> seasons_of(const Residuals& e, const ResidualCheck& options) {
  std::vector<RemainingSeason> seasons;
  std::size_t longest = 0;
  for (const std::size_t m : options.periods) longest = std::max(longest, m);
  const std::vector<double> r = fast_autocorrelations(e.all, longest);
  for (const std::size_t m : options.periods) {
    if (m < 2 || m > r.size() || 2 * m > e.all.size()) continue;
    const double z = r[m - 1] * std::sqrt(e.n);
    const double tail = 1 - numeric::normal_cdf(z);
    const double p = std::min(1.0, tail * static_cast<double>(options.periods.size()));
    if (p < options.alpha / kTests) seasons.push_back({m, r[m - 1], p});
  }
  return seasons;
}

std::size_t lags_for(const Residuals& e, const ResidualCheck& options) {
  std::size_t shortest = 1;
  for (const std::size_t m : options.periods) {
    if (m > 1 && (shortest == 1 || m < shortest)) shortest = m;
  }
  const std::size_t rule =
      std::min<std::size_t>(shortest > 1 ? 2 * shortest : 10, e.all.size() / 5);
  return std::max({rule, options.num_fitted + 3, std::size_t{1}});
}

void describe_points(const ResidualCheck& options, ResidualDiagnosis& result) {
  const double alpha = options.alpha / kTests;
  for (const auto& season : result.seasons) {
    const std::string name =
        options.frequency ? period_name(*options.frequency, season.period) : std::string{};
    result.sentences.push_back(fmt::format(
        "The residuals still hold a {}: autocorrelation {:.2f} at lag {}; try season={}.",
        name.empty() ? fmt::format("pattern of period {}", season.period) : name + " pattern",
        season.autocorrelation, season.period, season.period));
  }
  if (result.whiteness.p_value < alpha) {
    result.sentences.push_back(fmt::format(
        "The residuals are correlated (Ljung-Box {:.1f} on {} lags, p = {:.2g}): the model leaves "
        "something that could be forecast.",
        result.whiteness.statistic, result.whiteness.lags, result.whiteness.p_value));
  }
  if (result.bias.p_value < alpha) {
    result.sentences.push_back(
        fmt::format("The forecasts are too {}: the residuals have a mean of {:.4g} (p = {:.2g}).",
                    result.bias.mean > 0 ? "low" : "high", result.bias.mean, result.bias.p_value));
  }
  result.points_sound = result.sentences.empty();
}

void describe_intervals(double alpha, ResidualDiagnosis& result) {
  const std::size_t before = result.sentences.size();
  if (result.normality.p_value < alpha) {
    result.sentences.push_back(fmt::format(
        "The residuals are not normal (skewness {:.2f}, kurtosis {:.2f}, p = {:.2g}): take "
        "intervals from simulated residuals.",
        result.normality.skewness, result.normality.kurtosis, result.normality.p_value));
  }
  if (result.spread_trend_p_value < alpha) {
    result.sentences.push_back(fmt::format(
        "The residuals {} over time, by {:.0f} % (p = {:.2g}): a Box-Cox transform may even them.",
        result.spread_trend > 0 ? "grow" : "shrink", 100 * std::abs(result.spread_trend),
        result.spread_trend_p_value));
  }
  if (result.arch && result.arch->p_value < alpha) {
    result.sentences.push_back(fmt::format(
        "Calm and wild times alternate (ARCH test p = {:.2g}): intervals are too wide in the one "
        "and too narrow in the other.",
        result.arch->p_value));
  }
  result.intervals_sound = result.sentences.size() == before;
}
}  // namespace

Result<ResidualDiagnosis> ResidualCheck::diagnose(std::span<const double> residuals) const {
  if (!(alpha > 0 && alpha < 1)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("alpha {}, but it lies between 0 and 1", alpha));
  }
  Residuals e{residuals, {}, 0};
  std::copy_if(residuals.begin(), residuals.end(), std::back_inserter(e.observed),
               [](double v) { return !std::isnan(v); });
  e.n = static_cast<double>(e.observed.size());
  const auto complete =
      complete_series(e.observed, {.what = "the diagnosis of residuals", .min_length = kMinLength});
  if (!complete) return fail(complete.error());
  const std::size_t lags = lags_for(e, *this);
  const auto whiteness = Portmanteau{.lags = lags, .num_fitted = num_fitted}.test(
      fast_autocorrelations(e.all, lags), e.observed.size());
  if (!whiteness) return fail(whiteness.error());
  const auto normality = jarque_bera(e.observed);
  if (!normality) return fail(normality.error());
  ResidualDiagnosis result{*whiteness,           *normality, {},    0,     1,
                           seasons_of(e, *this), bias_of(e), false, false, {}};
  const std::size_t arch_lags = std::min(kArchLags, e.observed.size() / 10);
  if (const auto arch = ArchLm{.lags = arch_lags}.test(e.observed)) result.arch = *arch;
  judge_spread(e, result);
  describe_points(*this, result);
  describe_intervals(alpha / kTests, result);
  if (result.sentences.empty()) {
    result.sentences.emplace_back("The residuals look like white noise: nothing is left to model.");
  }
  return result;
}
}  // namespace foretell

#include "foretell/diagnose/canova_hansen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foretell/base/rng.hpp"
#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/brownian_bridge.hpp"
#include "foretell/numeric/symmetric.hpp"

namespace foretell {
namespace {
constexpr double kPi = 3.14159265358979323846;

std::vector<double> without_seasonal_means(std::span<const double> y, std::size_t period) {
  std::vector<double> e(y.begin(), y.end());
  for (std::size_t season = 0; season < period; ++season) {
    double sum = 0, count = 0;
    for (std::size_t t = season; t < e.size(); t += period, count += 1) sum += e[t];
    for (std::size_t t = season; t < e.size(); t += period) e[t] -= sum / count;
  }
  return e;
}

// Ω and Σ F Fᵀ for the dummies of the seasons, from which those of any other regressors with the
// same span follow by a projection. With dummies, each product touches one entry.
struct Moments {
  std::vector<double> covariance, sums;  // [period, period]
};

Moments moments_of(std::span<const double> e, std::size_t period, std::size_t lags) {
  const std::size_t n = e.size();
  Moments m{std::vector<double>(period * period), std::vector<double>(period * period)};
  for (std::size_t i = 0; i <= lags; ++i) {
    const double weight = 1 - static_cast<double>(i) / static_cast<double>(lags + 1);
    for (std::size_t t = i; t < n; ++t) {
      const double product = weight * e[t] * e[t - i] / static_cast<double>(n);
      const std::size_t now = t % period, before = (t - i) % period;
      m.covariance[now * period + before] += product;
      if (i > 0) m.covariance[before * period + now] += product;
    }
  }
  std::vector<double> f(period);
  for (std::size_t t = 0; t < n; ++t) {
    f[t % period] += e[t];
    for (std::size_t a = 0; a < period; ++a) {
      double* row = &m.sums[a * period];
      for (std::size_t b = 0; b <= a; ++b) row[b] += f[a] * f[b];
    }
  }
  for (std::size_t a = 0; a < period; ++a) {
    for (std::size_t b = a + 1; b < period; ++b) m.sums[a * period + b] = m.sums[b * period + a];
  }
  return m;
}

// Cosine and sine of the harmonics `first` … `last` at each season; the sine at half the period,
// which is zero, is left out.
std::vector<double> harmonics(std::size_t period, std::size_t first, std::size_t last) {
  std::vector<double> p;
  for (std::size_t season = 0; season < period; ++season) {
    for (std::size_t k = first; k <= last; ++k) {
      const double angle =
          2 * kPi * static_cast<double>(k * (season + 1) % period) / static_cast<double>(period);
      p.push_back(std::cos(angle));
      if (2 * k != period) p.push_back(std::sin(angle));
    }
  }
  return p;
}

std::optional<CanovaHansen::Frequency> statistic_of(const Moments& m, std::size_t period,
                                                    std::size_t first, std::size_t last,
                                                    std::size_t n) {
  const std::vector<double> p = harmonics(period, first, last);
  const std::size_t columns = p.size() / period;
  const auto trace = numeric::trace_of_quotient(numeric::projected(m.covariance, p, period),
                                                numeric::projected(m.sums, p, period), columns);
  if (!trace) return std::nullopt;
  const double statistic = *trace / static_cast<double>(n) / static_cast<double>(n);
  return CanovaHansen::Frequency{first, statistic,
                                 numeric::brownian_bridge_tail(statistic, columns)};
}

// The answers to `draws` series of white noise around a fixed season; `see(answer)` gets each.
template <class See>
Result<void> simulate_null(CanovaHansen test, std::size_t n, std::size_t draws, std::uint64_t seed,
                           See&& see) {
  test.draws = 0;
  std::vector<double> noise(n);
  for (std::size_t i = 0; i < draws; ++i) {
    Rng rng(seed, i);
    for (double& value : noise) value = rng.normal();
    const auto answer = test.test(noise);
    if (!answer) return fail(answer.error());
    see(*answer);
  }
  return {};
}

void take_simulated_p_values(const CanovaHansen& test, std::size_t n,
                             CanovaHansen::Answer& answer) {
  constexpr std::uint64_t kSeed = 42;
  std::size_t above = 1;
  std::vector<std::size_t> above_of(answer.frequencies.size(), 1);
  const auto count = [&](const CanovaHansen::Answer& drawn) {
    above += drawn.statistic >= answer.statistic ? 1 : 0;
    for (std::size_t k = 0; k < above_of.size(); ++k) {
      const auto& own = answer.frequencies[k];
      for (const auto& one : drawn.frequencies) {
        above_of[k] += one.harmonic == own.harmonic && one.statistic >= own.statistic ? 1 : 0;
      }
    }
  };
  if (!simulate_null(test, n, test.draws, kSeed, count)) return;
  const auto draws = static_cast<double>(test.draws);
  answer.p_value = static_cast<double>(above) / (draws + 1);
  for (std::size_t k = 0; k < above_of.size(); ++k) {
    answer.frequencies[k].p_value = static_cast<double>(above_of[k]) / (draws + 1);
  }
}
}  // namespace

Result<CanovaHansen::Answer> CanovaHansen::test(std::span<const double> y) const {
  if (period < 2 || period > kLongest) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("period {}, but the Canova-Hansen test takes "
                            "2 to {}",
                            period, kLongest));
  }
  const auto complete =
      complete_series(y, {.what = "the Canova-Hansen test", .min_length = 2 * period});
  if (!complete) return fail(complete.error());
  const std::size_t n = complete->size();
  const double rule = static_cast<double>(period) * std::pow(static_cast<double>(n) / 100, 0.25);
  const std::size_t used =
      std::min(lags.value_or(static_cast<std::size_t>(std::lround(rule))), n - 1);
  const std::vector<double> e = without_seasonal_means(*complete, period);
  const Moments m = moments_of(e, period, used);
  const auto joint = statistic_of(m, period, 1, period / 2, n);
  if (!joint || is_rounding(e, *complete)) {
    return fail(ErrorCode::kNotFinite,
                "the covariance of the seasonal sums is singular, so the Canova-Hansen statistic "
                "has no value; use a longer series or fewer lags");
  }
  Answer answer{joint->statistic, joint->p_value, used, {}};
  for (std::size_t k = 1; k <= period / 2; ++k) {
    if (const auto one = statistic_of(m, period, k, k, n)) answer.frequencies.push_back(*one);
  }
  if (draws > 0) take_simulated_p_values(*this, n, answer);
  return answer;
}

Result<std::vector<double>> CanovaHansen::law(std::size_t n, std::size_t num_draws,
                                              std::uint64_t seed) const {
  std::vector<double> statistics;
  const auto drawn = simulate_null(*this, n, num_draws, seed, [&](const Answer& answer) {
    statistics.push_back(answer.statistic);
  });
  if (!drawn) return fail(drawn.error());
  std::sort(statistics.begin(), statistics.end());
  return statistics;
}

double CanovaHansen::p_value(double statistic, std::span<const double> law) {
  const auto above = law.end() - std::lower_bound(law.begin(), law.end(), statistic);
  return static_cast<double>(1 + above) / static_cast<double>(1 + law.size());
}
}  // namespace foretell

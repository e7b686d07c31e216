#include "foretell/diagnose/num_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "foretell/diagnose/augmented_dickey_fuller.hpp"
#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/kpss.hpp"
#include "foretell/diagnose/phillips_perron.hpp"

namespace foretell {
namespace {
using Test = DifferencingOptions::Test;

// Critical values of Z_τ as R's urca prints them (MacKinnon 1991), for decisions equal to R's.
std::array<CriticalValue, 3> phillips_perron_critical_values(Deterministic part, double n) {
  const auto surface = [n](double a, double b, double c) { return a + b / n + c / (n * n); };
  if (part == Deterministic::kTrend) {
    return {{{0.01, surface(-3.9638, -8.353, -47.44)},
             {0.05, surface(-3.4126, -4.039, -17.83)},
             {0.10, surface(-3.1279, -2.418, -7.58)}}};
  }
  return {{{0.01, surface(-3.4335, -5.999, -29.25)},
           {0.05, surface(-2.8621, -2.738, -8.36)},
           {0.10, surface(-2.5671, -1.438, -4.48)}}};
}

bool kpss_asks(std::span<const double> y, const DifferencingOptions& options) {
  const auto answer = Kpss{.part = options.part, .rule = Kpss::Lags::kRoot}.test(y);
  return answer && answer->p_value < options.alpha;
}

bool dickey_fuller_asks(std::span<const double> y, const DifferencingOptions& options) {
  const auto answer = AugmentedDickeyFuller{.part = options.part, .lags = 1}.test(y);
  if (!answer) return false;
  const auto critical = fuller_critical_values(options.part, y.size() - 1);
  return interpolated_p_value(critical, answer->statistic) > options.alpha;
}

bool phillips_perron_asks(std::span<const double> y, const DifferencingOptions& options) {
  const auto answer = PhillipsPerron{.part = options.part, .current_moments = true}.test(y);
  if (!answer) return false;
  const auto critical =
      phillips_perron_critical_values(options.part, static_cast<double>(answer->num_observations));
  return interpolated_p_value(critical, answer->tau) > options.alpha;
}

bool asks_for_difference(std::span<const double> y, const DifferencingOptions& options) {
  switch (options.test) {
    case Test::kKpss:
      return kpss_asks(y, options);
    case Test::kDickeyFuller:
      return dickey_fuller_asks(y, options);
    case Test::kPhillipsPerron:
      return phillips_perron_asks(y, options);
  }
  return false;
}

// A series that differs from its first value by less than 1.5e-8 of its mean size.
bool nearly_constant(std::span<const double> y) {
  double gap = 0, size = 0;
  for (const double value : y) {
    gap += std::abs(value - y.front());
    size += std::abs(value);
  }
  return gap <= 1.5e-8 * size || is_constant(y);
}
}  // namespace

Result<std::size_t> num_differences(std::span<const double> y, const DifferencingOptions& options) {
  if (!(options.alpha >= 0.01 && options.alpha <= 0.10)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("alpha {}, but the tables reach from 0.01 to 0.10", options.alpha));
  }
  if (options.part == Deterministic::kNone) {
    return fail(ErrorCode::kInvalidOption, "the tests allow for a level or a trend, not for none");
  }
  std::vector<double> x;
  std::copy_if(y.begin(), y.end(), std::back_inserter(x), [](double v) { return !std::isnan(v); });
  const auto complete = complete_series(x, {.what = "the number of differences", .varying = false});
  if (!complete) return fail(complete.error());
  std::size_t count = 0;
  while (count < options.max_differences && !nearly_constant(x) &&
         asks_for_difference(x, options)) {
    for (std::size_t t = 0; t + 1 < x.size(); ++t) x[t] = x[t + 1] - x[t];
    x.pop_back();
    ++count;
  }
  return count;
}
}  // namespace foretell

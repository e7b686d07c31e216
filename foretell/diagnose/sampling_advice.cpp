#include "foretell/diagnose/sampling_advice.hpp"

#include <fmt/format.h>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/spectrum.hpp"

namespace foretell {
namespace {
constexpr double kNyquist = 0.5;

Sampling judged(double high_share, double upper_half) {
  if (upper_half < 0.001) return Sampling::kFinerThanNeeded;
  if (high_share < 0.1) return Sampling::kFineEnough;
  return high_share <= 0.4 ? Sampling::kDoubtful : Sampling::kTooCoarse;
}

const char* meaning_of(Sampling sampling) {
  switch (sampling) {
    case Sampling::kFinerThanNeeded:
      return "the series hardly changes between observations, and half of them would do";
    case Sampling::kFineEnough:
      return "the interval is small enough for what the series shows";
    case Sampling::kDoubtful:
      return "changes faster than two intervals may be hidden; sample more often if they matter";
    case Sampling::kTooCoarse:
      return "a cycle near or below two intervals dominates; sample more often";
  }
  return "";
}
}  // namespace

std::string_view name_of(Sampling sampling) {
  switch (sampling) {
    case Sampling::kFinerThanNeeded:
      return "finer than needed";
    case Sampling::kFineEnough:
      return "fine enough";
    case Sampling::kDoubtful:
      return "doubtful";
    case Sampling::kTooCoarse:
      return "too coarse";
  }
  return "";
}

Result<SamplingAdvice> sampling_advice(std::span<const double> y) {
  const auto complete =
      complete_series(y, {.what = "advice on the sampling interval", .min_length = 16});
  if (!complete) return fail(complete.error());
  const auto spectrum = Periodogram{.taper = 0.2}.estimate(*complete);
  if (!spectrum) return fail(spectrum.error());
  double total = 0, upper = 0, high = 0;
  for (std::size_t k = 0; k < spectrum->density.size(); ++k) {
    total += spectrum->density[k];
    if (spectrum->frequency[k] > 0.5 * kNyquist) upper += spectrum->density[k];
    if (spectrum->frequency[k] > 0.8 * kNyquist) high += spectrum->density[k];
  }
  if (!(total > 0) || is_rounding(without(Deterministic::kTrend, *complete), *complete)) {
    return fail(ErrorCode::kNotFinite, "the series is a straight line, so its spectrum is empty");
  }
  const Sampling sampling = judged(high / total, upper / total);
  return SamplingAdvice{sampling, high / total, upper / total,
                        fmt::format("{:.1f} % of the variation lies above 0.8 of the highest "
                                    "frequency that can be seen: {}",
                                    100 * high / total, meaning_of(sampling))};
}
}  // namespace foretell

#include "foretell/diagnose/intermittency.hpp"

#include <cmath>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"

namespace foretell {
std::string_view name_of(DemandClass demand) {
  switch (demand) {
    case DemandClass::kSmooth:
      return "smooth";
    case DemandClass::kErratic:
      return "erratic";
    case DemandClass::kIntermittent:
      return "intermittent";
    case DemandClass::kLumpy:
      return "lumpy";
  }
  return "";
}

Result<Intermittency> intermittency(std::span<const double> y) {
  constexpr double kLongInterval = 1.32, kWideVariation = 0.49;
  std::vector<double> demand;
  double observed = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    observed += 1;
    if (value != 0) demand.push_back(value);
  }
  const auto complete =
      complete_series(demand, {.what = "the class of demand (non-zero values)", .varying = false});
  if (!complete) return fail(complete.error());
  const auto count = static_cast<double>(demand.size());
  double mean = 0, squares = 0;
  for (const double value : demand) mean += value / count;
  for (const double value : demand) squares += (value - mean) * (value - mean) / count;
  const double variation = squares / (mean * mean);
  if (!std::isfinite(variation)) {
    return fail(ErrorCode::kNotFinite,
                "the values cancel to a mean of zero, so their variation has no size");
  }
  const double interval = observed / count;
  const bool wide = variation >= kWideVariation;
  const DemandClass of_short = wide ? DemandClass::kErratic : DemandClass::kSmooth;
  const DemandClass of_long = wide ? DemandClass::kLumpy : DemandClass::kIntermittent;
  return Intermittency{interval < kLongInterval ? of_short : of_long, interval, variation,
                       1 - count / observed};
}
}  // namespace foretell

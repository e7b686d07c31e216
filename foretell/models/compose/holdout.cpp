#include "foretell/models/compose/holdout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foretell {
Holdout Holdout::of(const Series& series, std::size_t windows, std::size_t horizon) {
  const std::size_t n = series.size();
  Holdout result{.horizon = horizon, .windows = windows};
  if (horizon == 0) {
    const std::size_t wanted = std::max<std::size_t>(6, series.period());
    result.horizon = std::max<std::size_t>(1, std::min(wanted, n / 8));
  }
  const std::size_t spare = std::min(n / 3, n > 4 ? n - 4 : 0);
  result.windows = std::min(windows, spare / result.horizon);
  return result;
}

double Holdout::mean_absolute_error(const AnyDefinition& definition, const Series& series) const {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  double sum = 0;
  double count = 0;
  for (std::size_t window = windows; window > 0; --window) {
    const std::size_t origin = series.size() - window * horizon;
    const Series known = series.until(origin);
    const auto model = definition.fit(known);
    if (!model) return kNothing;
    const Forecast forecast = model->forecast(horizon, {}, known.future());
    for (std::size_t k = 0; k < horizon; ++k) {
      const double error = series.values[origin + k] - forecast.mean()[k];
      if (std::isnan(error)) continue;
      sum += std::abs(error);
      count += 1;
    }
  }
  return count > 0 ? sum / count : kNothing;
}
}  // namespace foretell

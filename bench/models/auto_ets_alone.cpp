// Chooses an exponential smoothing model for every series by searching each form to its end, one
// series after the other: what the choice in lanes is held against.
//   auto_ets_alone PERIOD HORIZON < unique_id,ds,y > unique_id,ds,mean,form,aicc
// (ds: whole numbers)
// Scored by bench/peers/m4_scores.py FOLDER FORECASTS; the choice in lanes by m4_accuracy.py.
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

#include "bench/models/series_csv.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"

namespace {
using namespace foretell;

EtsFitted best_of(const std::vector<double>& y, std::size_t period) {
  const auto data = ets::scaled(y);
  if (data.constant) return ets::carried_level(y, data, 0);
  const bool seasonal = period > 1 && y.size() >= 2 * period;
  const ets::WeightOptions weights{.max_beta_ratio = AutoEts{}.max_beta_ratio};
  auto best = ets::carried_level(y, data, 0);
  double lowest = std::numeric_limits<double>::infinity();
  for (const EtsForm& form : AutoEts{}.candidates(data.lowest > 0, seasonal)) {
    const std::size_t length = form.has_season() ? period : 1;
    if (data.num_present <= ets::num_parameters(form, length) + 1) continue;
    const auto point = ets::local_search().run(form, data.values, length, weights);
    if (!std::isfinite(point.value)) continue;
    auto model = ets::finish(form, point, weights, data, y);
    if (const double score = model.criteria().aicc(); score < lowest) {
      lowest = score;
      best = std::move(model);
    }
  }
  return best;
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "auto_ets_alone PERIOD HORIZON\n");
    return 2;
  }
  const std::size_t period = std::strtoul(argv[1], nullptr, 10);
  const std::size_t horizon = std::strtoul(argv[2], nullptr, 10);
  const auto rows = foretell::bench::read_rows(std::cin);
  std::vector<std::vector<double>> means(rows.size());
  std::vector<std::string> choices(rows.size());
  parallel_for(rows.size(), 1, [&](std::size_t i) {
    const auto model = best_of(rows[i].y, period);
    choices[i] = fmt::format("\"{}\",{:.4f}", model.form.name(), model.criteria().aicc());
    const auto forecast = model.forecast(horizon, {});
    means[i].assign(forecast.mean().begin(), forecast.mean().end());
  });
  std::printf("unique_id,ds,mean,form,aicc\n");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t h = 0; h < horizon; ++h) {
      std::printf("%s,%ld,%.17g,%s\n", rows[i].id.c_str(), rows[i].last + static_cast<long>(h) + 1,
                  means[i][h], choices[i].c_str());
    }
  }
}

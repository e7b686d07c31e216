// Forecasts every series with the exponential smoothing model that was chosen and fitted in lanes,
// and with the same form fitted one by one: two columns to score, what the search in lanes alone
// does to accuracy.
//   ets_same_form PERIOD HORIZON < unique_id,ds,y > unique_id,ds,lanes,alone
// (ds: whole numbers)
// Scored by bench/peers/m4_scores.py FOLDER FORECASTS lanes, and … alone. On standard error: how
// far the means and log-likelihoods are apart.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "bench/models/series_csv.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"

namespace {
using namespace foretell;
using foretell::bench::Row;

struct Pair {
  std::vector<double> lanes, alone;
  double gain = 0;  // log-likelihood in lanes over that of one by one
};

std::vector<double> mean_of(const EtsFitted& model, std::size_t horizon) {
  const auto forecast = model.forecast(horizon, {});
  return {forecast.mean().begin(), forecast.mean().end()};
}

Pair compare(const Row& row, const EtsFitted& chosen, std::size_t period, std::size_t horizon) {
  Pair pair{.lanes = mean_of(chosen, horizon)};
  pair.alone = pair.lanes;
  const auto data = ets::scaled(row.y);
  if (data.constant || data.num_present <= 3) return pair;
  const ets::WeightOptions weights{.max_beta_ratio = AutoEts{}.max_beta_ratio};
  const auto point = ets::local_search().run(chosen.form, data.values,
                                             chosen.form.has_season() ? period : 1, weights);
  if (!std::isfinite(point.value)) return pair;
  const auto model = ets::finish(chosen.form, point, weights, data, row.y);
  pair.alone = mean_of(model, horizon);
  pair.gain = chosen.criteria().log_likelihood - model.criteria().log_likelihood;
  return pair;
}

double distance(const Pair& pair) {
  double most = 0;
  double scale = 0;
  for (std::size_t h = 0; h < pair.lanes.size(); ++h) {
    most = std::max(most, std::abs(pair.lanes[h] - pair.alone[h]));
    scale = std::max(scale, std::abs(pair.alone[h]));
  }
  return scale > 0 ? most / scale : 0;
}

void print(std::span<const Row> rows, std::span<const Pair> pairs) {
  std::printf("unique_id,ds,lanes,alone\n");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t h = 0; h < pairs[i].lanes.size(); ++h) {
      std::printf("%s,%ld,%.17g,%.17g\n", rows[i].id.c_str(),
                  rows[i].last + static_cast<long>(h) + 1, pairs[i].lanes[h], pairs[i].alone[h]);
    }
  }
  const auto share = [&](const auto& is_so) {
    return 100 * static_cast<double>(std::ranges::count_if(pairs, is_so)) /
           static_cast<double>(pairs.size());
  };
  std::fprintf(stderr,
               "%zu series: means within 1e-4 of the largest on %.2f %%, within 1e-3 on %.2f %%; "
               "log-likelihood worse in lanes by more than 0.01 on %.2f %%, better on %.2f %%\n",
               pairs.size(), share([](const Pair& p) { return distance(p) < 1e-4; }),
               share([](const Pair& p) { return distance(p) < 1e-3; }),
               share([](const Pair& p) { return p.gain < -0.01; }),
               share([](const Pair& p) { return p.gain > 0.01; }));
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "ets_same_form PERIOD HORIZON\n");
    return 2;
  }
  const std::size_t period = std::strtoul(argv[1], nullptr, 10);
  const std::size_t horizon = std::strtoul(argv[2], nullptr, 10);
  const auto rows = foretell::bench::read_rows(std::cin);
  if (period == 0 || horizon == 0 || rows.empty()) {
    std::fprintf(stderr, "ets_same_form: PERIOD and HORIZON from 1, and rows to read\n");
    return 2;
  }
  std::vector<Series> series;
  series.reserve(rows.size());
  for (const Row& row : rows) {
    series.push_back({.id = row.id, .values = row.y, .periods = {&period, 1}});
  }
  std::vector<Pair> pairs(rows.size());
  constexpr std::size_t kBlock = 128;
  parallel_for((rows.size() + kBlock - 1) / kBlock, 1, [&](std::size_t b) {
    const std::size_t first = b * kBlock, count = std::min(kBlock, rows.size() - first);
    const auto models = AutoEts{}.fit_many(std::span(series).subspan(first, count));
    for (std::size_t k = 0; k < count; ++k) {
      if (models[k]) pairs[first + k] = compare(rows[first + k], *models[k], period, horizon);
    }
  });
  print(rows, pairs);
}

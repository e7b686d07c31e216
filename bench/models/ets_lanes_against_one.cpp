// Fits every form of exponential smoothing to every series of a long table in lanes and one by one,
// and says how the likelihoods compare. Reads unique_id,ds,y (plain CSV, grouped by id) from
// standard input.
//   ets_lanes_against_one PERIOD [RATIO] [--csv FILE] [--part NAME]
//     RATIO   beta at most so many times alpha, 1 if absent
//     --csv   writes the fits that are worse in lanes by more than 0.01 as a table: part, series,
//             form, lanes, alone (log-likelihoods)
//     --part  what stands in its column part, e.g. Monthly
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "bench/models/comparison_call.hpp"
#include "bench/models/series_csv.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"
#include "foretell/store/atomic_file.hpp"

namespace {
using namespace foretell;

using foretell::bench::ComparisonCall;
using foretell::bench::Row;

// A fit that is worse in lanes: log-likelihoods.
struct Worse {
  std::string series, form;
  double lanes, alone;
};

// Fits that both searches made, those that are worse in lanes by more than 0.01, and the others.
struct Count {
  std::size_t fits = 0, better = 0, only_one = 0;
  std::vector<Worse> worse;
};

Result<void> write_csv(const ComparisonCall& call, const std::vector<Worse>& worse) {
  std::string text = "part,series,form,lanes,alone\n";
  for (const Worse& fit : worse) {
    text +=
        fmt::format("{},{},\"{}\",{},{}\n", call.part, fit.series, fit.form, fit.lanes, fit.alone);
  }
  return write_file(call.csv, text);
}

void compare(const EtsForm& form, std::span<const Row> rows, std::size_t period, double ratio,
             Count& count) {
  const Ets lanes{
      .error = form.error, .trend = form.trend, .season = form.season, .max_beta_ratio = ratio};
  std::vector<Series> series;
  for (const Row& row : rows) {
    series.push_back({.id = row.id, .values = row.y, .periods = {&period, 1}});
  }
  const auto models = lanes.fit_many(series);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto data = ets::scaled(rows[i].y);
    if (data.constant || !models[i]) continue;
    const ets::WeightOptions weights{.max_beta_ratio = ratio};
    const auto point =
        ets::local_search().run(form, data.values, form.has_season() ? period : 1, weights);
    if (!std::isfinite(point.value)) {
      ++count.only_one;
      continue;
    }
    const auto alone = ets::finish(form, point, weights, data, rows[i].y);
    const double in_lanes = models[i]->criteria().log_likelihood;
    const double by_one = alone.criteria().log_likelihood;
    ++count.fits;
    count.better += in_lanes - by_one > 0.01 ? 1 : 0;
    if (in_lanes - by_one < -0.01) {
      count.worse.push_back({rows[i].id, form.name(), in_lanes, by_one});
    }
  }
}
}  // namespace

int main(int argc, char** argv) {
  const auto call = foretell::bench::read_comparison_call(argc, argv, 2);
  if (!call) {
    std::fprintf(stderr, "ets_lanes_against_one PERIOD [RATIO] [--csv FILE] [--part NAME]\n");
    return 2;
  }
  const auto rows = foretell::bench::read_rows(std::cin);
  const auto forms = AutoEts{}.candidates(true, call->period > 1);
  constexpr std::size_t kBlock = 128;
  Count total;
  std::mutex mutex;
  const std::size_t blocks = (rows.size() + kBlock - 1) / kBlock;
  parallel_for(blocks, 1, [&](std::size_t b) {
    const auto part =
        std::span(rows).subspan(b * kBlock, std::min(kBlock, rows.size() - b * kBlock));
    Count count;
    for (const EtsForm& form : forms) compare(form, part, call->period, call->ratio, count);
    const std::lock_guard lock(mutex);
    total.fits += count.fits;
    total.better += count.better;
    total.only_one += count.only_one;
    total.worse.insert(total.worse.end(), count.worse.begin(), count.worse.end());
  });
  std::ranges::sort(total.worse, {},
                    [](const Worse& fit) { return std::tie(fit.series, fit.form); });
  for (const Worse& fit : total.worse) {
    std::printf("%s %s %f\n", fit.series.c_str(), fit.form.c_str(), fit.lanes - fit.alone);
  }
  const auto share = [&](std::size_t n) {
    return 100 * static_cast<double>(n) / static_cast<double>(total.fits);
  };
  std::fprintf(stderr,
               "%zu series, %zu fits: worse in lanes by more than 0.01: %zu (%.3f %%), better: %zu "
               "(%.3f %%), only in lanes: %zu\n",
               rows.size(), total.fits, total.worse.size(), share(total.worse.size()), total.better,
               share(total.better), total.only_one);
  if (call->csv.empty()) return 0;
  if (const auto written = write_csv(*call, total.worse); !written) {
    std::fprintf(stderr, "%s\n", written.error().text().c_str());
    return 1;
  }
}

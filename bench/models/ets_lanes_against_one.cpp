// Fits every form of exponential smoothing to every series of a long table in lanes and one by one,
// and says how the likelihoods compare. Reads unique_id,ds,y (plain CSV, grouped by id) from
// standard input.
//   ets_lanes_against_one PERIOD [RATIO]     RATIO: beta at most so many times alpha, 1 if absent
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <mutex>
#include <string>
#include <vector>

#include "bench/models/series_csv.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"

namespace {
using namespace foretell;

using foretell::bench::Row;

// Fits that both searches made, those that are worse in lanes by more than 0.01, and the others.
struct Count {
  std::size_t fits = 0, worse = 0, better = 0, only_one = 0;
  std::vector<std::string> listed;
};

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
    const double gap = models[i]->criteria().log_likelihood - alone.criteria().log_likelihood;
    ++count.fits;
    count.better += gap > 0.01 ? 1 : 0;
    if (!(gap < -0.01)) continue;
    ++count.worse;
    count.listed.push_back(rows[i].id + " " + form.name() + " " + std::to_string(gap));
  }
}
}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::size_t period = std::strtoul(argv[1], nullptr, 10);
  const double ratio = argc > 2 ? std::strtod(argv[2], nullptr) : 1;
  const auto rows = foretell::bench::read_rows(std::cin);
  const auto forms = AutoEts{}.candidates(true, period > 1);
  constexpr std::size_t kBlock = 128;
  Count total;
  std::mutex mutex;
  const std::size_t blocks = (rows.size() + kBlock - 1) / kBlock;
  parallel_for(blocks, 1, [&](std::size_t b) {
    const auto part =
        std::span(rows).subspan(b * kBlock, std::min(kBlock, rows.size() - b * kBlock));
    Count count;
    for (const EtsForm& form : forms) compare(form, part, period, ratio, count);
    const std::lock_guard lock(mutex);
    total.fits += count.fits;
    total.worse += count.worse;
    total.better += count.better;
    total.only_one += count.only_one;
    total.listed.insert(total.listed.end(), count.listed.begin(), count.listed.end());
  });
  std::ranges::sort(total.listed);
  for (const std::string& line : total.listed) std::printf("%s\n", line.c_str());
  const auto share = [&](std::size_t n) {
    return 100 * static_cast<double>(n) / static_cast<double>(total.fits);
  };
  std::fprintf(stderr,
               "%zu series, %zu fits: worse in lanes by more than 0.01: %zu (%.3f %%), better: %zu "
               "(%.3f %%), only in lanes: %zu\n",
               rows.size(), total.fits, total.worse, share(total.worse), total.better,
               share(total.better), total.only_one);
}

// Fits complex exponential smoothing to every series of a long table (unique_id,ds,y; plain CSV,
// grouped by id, on standard input) and writes a table to standard output: to compare two builds.
//   ces_over_csv forms PERIOD       unique_id,form,loglik,alpha_0,alpha_1,beta_0,beta_1 of every
//                                   form; time of each form on standard error
//   ces_over_csv auto PERIOD        unique_id,form,aicc of the form that is chosen
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "bench/models/series_csv.hpp"
#include "foretell/models/smoothing/ces.hpp"

namespace {
using foretell::CesSeason;
using foretell::Series;
constexpr std::size_t kAtOnce = 128;

template <class Definition>
void print(const Definition& definition, std::span<const Series> series, bool whole) {
  for (std::size_t first = 0; first < series.size(); first += kAtOnce) {
    const auto part = series.subspan(first, std::min(kAtOnce, series.size() - first));
    const auto models = definition.fit_many(part);
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (!models[i]) continue;
      const auto& p = models[i]->parameters;
      const auto criteria = models[i]->criteria();
      const std::string id(part[i].id), form = models[i]->describe().name;
      if (whole) {
        std::printf("%s,%s,%.9g,%.9g,%.9g,%.9g,%.9g\n", id.c_str(), form.c_str(),
                    criteria.log_likelihood, p.alpha_0, p.alpha_1, p.beta_0, p.beta_1);
      } else {
        std::printf("%s,%s,%.9g\n", id.c_str(), form.c_str(), criteria.aicc());
      }
    }
  }
}

template <class Definition>
void timed(const char* name, const Definition& definition, std::span<const Series> series,
           bool whole) {
  const auto start = std::chrono::steady_clock::now();
  print(definition, series, whole);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%s: %zu series in %.3f s\n", name, series.size(), taken.count());
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::size_t period = std::strtoul(argv[2], nullptr, 10);
  const auto rows = foretell::bench::read_rows(std::cin);
  std::vector<Series> series;
  for (const auto& row : rows) {
    series.push_back({.id = row.id, .values = row.y, .periods = {&period, 1}});
  }
  if (argv[1] == std::string("auto")) {
    std::puts("unique_id,form,aicc");
    timed("auto", foretell::AutoCes{}, series, false);
    return 0;
  }
  std::puts("unique_id,form,loglik,alpha_0,alpha_1,beta_0,beta_1");
  const char* const names[] = {"none", "simple", "partial", "full"};
  for (const CesSeason season :
       {CesSeason::kNone, CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    if (season != CesSeason::kNone && period < 2) break;
    timed(names[static_cast<std::size_t>(season)], foretell::Ces{.season = season}, series, true);
  }
}

// Fits exponential smoothing to every series of a long table (unique_id,ds,y; plain CSV, grouped by
// id, on standard input) and writes a table to standard output. For comparisons with peers.
//   ets_over_csv together PERIOD [SERIES [RATIO]]   the automatic choice, so many series at once,
//                                                   beta at most RATIO times alpha
//   ets_over_csv likelihood PERIOD [FORM...]   unique_id,form,loglik,seconds  (forms "ANN", "MAdM";
//   none: auto with R's region) ets_over_csv forecast PERIOD HORIZON       unique_id,ds,AutoETS (ds
//   must be a whole number)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "bench/models/series_csv.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"

namespace {
using foretell::AutoEts;
using foretell::Ets;

using foretell::bench::Row;

Ets parse_form(const std::string& word) {
  Ets ets;
  ets.error = word[0] == 'A' ? foretell::EtsError::kAdd : foretell::EtsError::kMul;
  const std::map<std::string, foretell::EtsTrend> trends{{"N", foretell::EtsTrend::kNone},
                                                         {"A", foretell::EtsTrend::kAdd},
                                                         {"Ad", foretell::EtsTrend::kAddDamped},
                                                         {"M", foretell::EtsTrend::kMul},
                                                         {"Md", foretell::EtsTrend::kMulDamped}};
  ets.trend = trends.at(word.substr(1, word.size() - 2));
  const char season = word.back();
  if (season == 'A') ets.season = foretell::EtsSeason::kAdd;
  if (season == 'M') ets.season = foretell::EtsSeason::kMul;
  return ets;
}

template <class Definition>
void print_likelihood(const Definition& definition, const Row& row, std::size_t period,
                      const char* word) {
  const auto start = std::chrono::steady_clock::now();
  const auto model = definition.fit({.id = row.id, .values = row.y, .periods = {&period, 1}});
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  const std::string form = model ? model->form.name() : std::string("none");
  std::printf("%s,%s,\"%s\",%.9g,%.9g\n", row.id.c_str(), word, form.c_str(),
              model ? model->criteria().log_likelihood : std::nan(""), taken.count());
}

void print_together(std::span<const Row> rows, const std::size_t& period, std::size_t at_once,
                    double max_beta_ratio) {
  std::puts("unique_id,word,form,loglik");
  for (std::size_t first = 0; first < rows.size(); first += at_once) {
    const auto part = rows.subspan(first, std::min(at_once, rows.size() - first));
    std::vector<foretell::Series> series;
    for (const Row& row : part) {
      series.push_back({.id = row.id, .values = row.y, .periods = {&period, 1}});
    }
    const auto models = AutoEts{.max_beta_ratio = max_beta_ratio}.fit_many(series);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const auto& model = models[i];
      std::printf("%s,auto,\"%s\",%.9g\n", part[i].id.c_str(),
                  model ? model->form.name().c_str() : "none",
                  model ? model->criteria().log_likelihood : std::nan(""));
    }
  }
}
}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::size_t period = std::strtoul(argv[2], nullptr, 10);
  const auto rows = foretell::bench::read_rows(std::cin);
  const auto start = std::chrono::steady_clock::now();
  if (argv[1] == std::string("together")) {
    print_together(rows, period, argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 128,
                   argc > 4 ? std::strtod(argv[4], nullptr) : AutoEts{}.max_beta_ratio);
  } else if (argv[1] == std::string("likelihood")) {
    std::puts("unique_id,word,form,loglik,seconds");
    for (const auto& row : rows) {
      if (argc == 3) print_likelihood(AutoEts{.max_beta_ratio = 1}, row, period, "auto");
      for (int i = 3; i < argc; ++i) print_likelihood(parse_form(argv[i]), row, period, argv[i]);
    }
  } else {
    const std::size_t horizon = std::strtoul(argv[3], nullptr, 10);
    std::puts("unique_id,ds,AutoETS");
    for (const auto& row : rows) {
      const auto model = AutoEts{}.fit({.id = row.id, .values = row.y, .periods = {&period, 1}});
      if (!model) continue;
      const auto forecast = model->forecast(horizon, {});
      for (std::size_t k = 0; k < horizon; ++k) {
        std::printf("%s,%ld,%.10g\n", row.id.c_str(), row.last + static_cast<long>(k) + 1,
                    forecast.mean()[k]);
      }
    }
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%zu series in %.3f s\n", rows.size(), taken.count());
}

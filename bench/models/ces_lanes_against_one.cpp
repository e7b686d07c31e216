// Fits every form of complex exponential smoothing to every series of a long table in lanes, by
// slopes, and one by one: the published recursion of one series, minimised without slopes by
// Nelder & Mead from the same starts. Reads unique_id,ds,y (plain CSV, grouped by id) from standard
// input.
//   ces_lanes_against_one PERIOD [--csv FILE] [--part NAME]
//     --csv   writes the fits that are worse in lanes by more than 0.01 as a table: part, series,
//             form, lanes, alone (n / 2 log of the sum of squares, less is better)
//     --part  what stands in its column part, e.g. Monthly
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "bench/models/comparison_call.hpp"
#include "bench/models/series_csv.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/models/smoothing/ces_box.hpp"
#include "foretell/models/smoothing/ces_search.hpp"
#include "foretell/models/smoothing/ces_start.hpp"
#include "foretell/numeric/nelder_mead.hpp"
#include "foretell/store/atomic_file.hpp"

namespace {
using namespace foretell;
using foretell::bench::Row;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Σ e² of one series: forward, backward, and forward again.
template <CesSeason kSeason>
double sum_squares(std::span<const double> y, const ces::FirstGuess& guess,
                   const CesParameters& p) {
  auto season = guess.season, potential = guess.season;
  for (double& value : potential) value /= kSeason == CesSeason::kFull ? p.beta_0 : p.alpha_0;
  CesStates states{guess.level, guess.level / p.alpha_0, season, potential};
  double sum = 0;
  for (const int pass : {0, 1, 2}) {
    sum = 0;
    for (std::size_t k = 0; k < y.size(); ++k) {
      const std::size_t t = pass == 1 ? y.size() - 1 - k : k;
      const std::size_t i = season.empty() ? 0 : t % season.size();
      const double error = y[t] - ces_predict<kSeason>(states, i);
      const double e = std::isnan(y[t]) ? 0 : error;
      sum += e * e;
      ces_step<kSeason>(states, p, i, e);
    }
  }
  return std::isfinite(sum) ? sum : kInfinity;
}

// The least n / 2 log Σ e² from the starts that the search in lanes has too.
template <CesSeason kSeason>
double least_alone(std::span<const double> y, double n, std::size_t period) {
  constexpr std::size_t kSize = ces_num_parameters(kSeason);
  const ces::Box box(kSeason, period);
  const ces::FirstGuess guess(kSeason, y, period);
  const auto width = [&](std::size_t i) { return box.upper[i] - box.lower[i]; };
  // u: the box's variables as shares of its sides
  const auto objective = [&](const std::array<double, kSize>& u) {
    ces::Box::Numbers place{};
    for (std::size_t i = 0; i < kSize; ++i) {
      if (!(u[i] >= 0 && u[i] <= 1)) return kInfinity;
      place[i] = box.lower[i] + u[i] * width(i);
    }
    const double sum = sum_squares<kSeason>(y, guess, box.at(place).parameters);
    return n / 2 * std::log(sum + std::numeric_limits<double>::min());
  };
  double least = kInfinity;
  for (const auto& start : box.starts()) {
    std::array<double, kSize> u{};
    for (std::size_t i = 0; i < kSize; ++i) u[i] = (start[i] - box.lower[i]) / width(i);
    // Twice: a simplex often stops short of the minimum.
    for (int round = 0; round < 2; ++round) {
      const auto found = numeric::nelder_mead<kSize>(
          objective, u, {.max_evaluations = 2000, .tolerance = 1e-8, .step = 0.05});
      u = found.point;
      least = std::min(least, found.value);
    }
  }
  return least;
}

// n / 2 log Σ e² of a fit.
struct Pair {
  std::string_view form;
  double lanes, alone;

  [[nodiscard]] bool is_worse() const { return lanes - alone > 0.01; }
  [[nodiscard]] bool is_better() const { return alone - lanes > 0.01; }
};

constexpr std::string_view kNames[] = {"none", "simple", "partial", "full"};

std::vector<Pair> compare(const Row& row, std::size_t period) {
  std::vector<Pair> pairs;
  const double n =
      static_cast<double>(std::ranges::count_if(row.y, [](double v) { return !std::isnan(v); }));
  for (const CesSeason season :
       {CesSeason::kNone, CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    if (season != CesSeason::kNone && (period < 2 || row.y.size() < 2 * period)) break;
    const auto found = estimate_ces(row.y, season, period);
    if (!(found.sum_squares > 1e-20)) continue;  // a perfect fit has no likelihood
    const double alone = with_ces_season(
        season, [&]<CesSeason kSeason>() { return least_alone<kSeason>(row.y, n, period); });
    pairs.push_back(
        {kNames[static_cast<std::size_t>(season)], n / 2 * std::log(found.sum_squares), alone});
  }
  return pairs;
}

void print(std::string_view form, std::span<const std::vector<Pair>> fits) {
  std::size_t count = 0, worse = 0, better = 0;
  for (const auto& pairs : fits) {
    for (const Pair& pair : pairs) {
      if (form != "all" && pair.form != form) continue;
      ++count;
      worse += pair.is_worse() ? 1 : 0;
      better += pair.is_better() ? 1 : 0;
    }
  }
  if (count == 0) return;
  const auto share = [&](std::size_t part) {
    return 100 * static_cast<double>(part) / static_cast<double>(count);
  };
  fmt::print(
      "{}: {} fits, worse in lanes by more than 0.01: {} ({:.2f} %), better: {} ({:.2f} %)\n", form,
      count, worse, share(worse), better, share(better));
}
}  // namespace

int main(int argc, char** argv) {
  const auto call = foretell::bench::read_comparison_call(argc, argv, 1);
  if (!call) {
    std::fprintf(stderr, "ces_lanes_against_one PERIOD [--csv FILE] [--part NAME]\n");
    return 2;
  }
  const auto rows = foretell::bench::read_rows(std::cin);
  std::vector<std::vector<Pair>> fits(rows.size());
  parallel_for(rows.size(), 1, [&](std::size_t i) { fits[i] = compare(rows[i], call->period); });
  for (const std::string_view form : kNames) print(form, fits);
  print("all", fits);
  if (call->csv.empty()) return 0;
  std::string text = "part,series,form,lanes,alone\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const Pair& pair : fits[i]) {
      if (!pair.is_worse()) continue;
      text += fmt::format("{},{},{},{},{}\n", call->part, rows[i].id, pair.form, pair.lanes,
                          pair.alone);
    }
  }
  if (const auto written = write_file(call->csv, text); !written) {
    std::fprintf(stderr, "%s\n", written.error().text().c_str());
    return 1;
  }
}

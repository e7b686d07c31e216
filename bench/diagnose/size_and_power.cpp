// How often each test rejects a true hypothesis (size) and a false one (power), beside the nominal
// 5 %, as a Markdown table.
// usage: size_and_power [DRAWS=10000] [SEED=1] [FIRST_ROWS=all]
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "foretell/base/parallel.hpp"
#include "foretell/base/rng.hpp"
#include "foretell/diagnose/arch_lm.hpp"
#include "foretell/diagnose/augmented_dickey_fuller.hpp"
#include "foretell/diagnose/canova_hansen.hpp"
#include "foretell/diagnose/change_points.hpp"
#include "foretell/diagnose/jarque_bera.hpp"
#include "foretell/diagnose/kpss.hpp"
#include "foretell/diagnose/num_seasonal_differences.hpp"
#include "foretell/diagnose/ocsb.hpp"
#include "foretell/diagnose/phillips_perron.hpp"
#include "foretell/diagnose/portmanteau.hpp"
#include "foretell/diagnose/residual_diagnosis.hpp"
#include "foretell/diagnose/runs_test.hpp"
#include "foretell/diagnose/season_detection.hpp"

namespace {
using namespace foretell;  // NOLINT: a program of one file
using Series = std::vector<double>;
using Generator = std::function<Series(std::size_t, Rng&)>;
using Test = std::function<bool(const Series&)>;

constexpr std::size_t kPeriod = 12;
constexpr std::array<std::size_t, 3> kLengths{50, 100, 1000};

// y_t = phi y_{t−lag} + noise, started far enough before the first observation.
Generator autoregression(double phi, std::size_t lag = 1) {
  return [=](std::size_t n, Rng& rng) {
    const std::size_t before = phi < 1 ? 200 : lag;
    Series y(n + before);
    for (std::size_t t = 0; t < y.size(); ++t) {
      y[t] = rng.normal() + (t >= lag ? phi * y[t - lag] : 0);
    }
    return Series(y.begin() + static_cast<std::ptrdiff_t>(before), y.end());
  };
}

Generator with(const Generator& noise, std::function<double(double)> signal) {
  return [=](std::size_t n, Rng& rng) {
    Series y = noise(n, rng);
    for (std::size_t t = 0; t < n; ++t) y[t] += signal(static_cast<double>(t));
    return y;
  };
}

// Δ Δ_m y is noise.
Series seasonal_walk(std::size_t n, Rng& rng) {
  Series y = autoregression(1, kPeriod)(n, rng);
  for (std::size_t t = 1; t < n; ++t) y[t] += y[t - 1];
  return y;
}

Series heavy_tails(std::size_t n, Rng& rng) {  // Student's t with 5 degrees of freedom
  Series y(n);
  for (double& value : y) {
    double chi = 0;
    for (int k = 0; k < 5; ++k) chi += std::pow(rng.normal(), 2);
    value = rng.normal() / std::sqrt(chi / 5);
  }
  return y;
}

Series arch(std::size_t n, Rng& rng) {
  Series y(n);
  for (std::size_t t = 0; t < n; ++t) {
    y[t] = rng.normal() * std::sqrt(0.7 + (t > 0 ? 0.3 * y[t - 1] * y[t - 1] : 0));
  }
  return y;
}

template <class Definition>
Test p_below(const Definition& definition) {
  return [definition](const Series& y) {
    const auto answer = definition.test(y);
    return answer && answer->p_value < 0.05;
  };
}

// With p-values from one law of the statistic per length.
Test by_law(const CanovaHansen& definition) {
  constexpr std::size_t kDraws = 19999;
  std::map<std::size_t, std::vector<double>> laws;
  for (const std::size_t n : kLengths) laws[n] = *definition.law(n, kDraws);
  return [definition, laws](const Series& y) {
    const auto answer = definition.test(y);
    return answer && CanovaHansen::p_value(answer->statistic, laws.at(y.size())) < 0.05;
  };
}

struct Row {
  std::string name;
  std::string null_name;
  Generator null;
  std::string alternative_name;
  Generator alternative;
  Test rejects;
  bool nominal = true;  // whether the test promises 5 %
};

std::vector<Row> rows() {
  const auto season = [](double t) { return std::sin(2 * 3.14159265358979 * t / kPeriod); };
  const auto small_season = [season](double t) { return 0.5 * season(t); };
  const auto line = [](double t) { return 0.1 * t; };
  const auto shift = [](double t) { return t >= 50 ? 1.0 : 0.0; };
  const Generator noise = autoregression(0), walk = autoregression(1);
  const std::vector<std::size_t> usual{kPeriod};
  const AugmentedDickeyFuller adf{.rule = AugmentedDickeyFuller::Lags::kBic};
  const AugmentedDickeyFuller adf_trend{.part = Deterministic::kTrend,
                                        .rule = AugmentedDickeyFuller::Lags::kBic};
  const Portmanteau box_pierce{.form = Portmanteau::Form::kBoxPierce};
  return {
      {"KPSS, level", "white noise", noise, "random walk", walk, p_below(Kpss{})},
      {"KPSS, trend", "line and noise", with(noise, line), "walk with drift", with(walk, line),
       p_below(Kpss{.part = Deterministic::kTrend})},
      {"Dickey-Fuller, level, BIC", "random walk", walk, "AR(0.9)", autoregression(0.9),
       p_below(adf)},
      {"Dickey-Fuller, trend, BIC", "walk with drift", with(walk, line), "line and AR(0.9)",
       with(autoregression(0.9), line), p_below(adf_trend)},
      {"Dickey-Fuller, level, AIC", "random walk", walk, "AR(0.9)", autoregression(0.9),
       p_below(AugmentedDickeyFuller{})},
      {"Dickey-Fuller, level, cube root", "random walk", walk, "AR(0.9)", autoregression(0.9),
       p_below(AugmentedDickeyFuller{.rule = AugmentedDickeyFuller::Lags::kCubeRoot})},
      {"Phillips-Perron, level", "random walk", walk, "AR(0.9)", autoregression(0.9),
       p_below(PhillipsPerron{})},
      {"Phillips-Perron, trend", "walk with drift", with(walk, line), "line and AR(0.9)",
       with(autoregression(0.9), line), p_below(PhillipsPerron{.part = Deterministic::kTrend})},
      {"Ljung-Box, 10 lags", "white noise", noise, "AR(0.2)", autoregression(0.2),
       p_below(Portmanteau{})},
      {"Box-Pierce, 10 lags", "white noise", noise, "AR(0.2)", autoregression(0.2),
       p_below(box_pierce)},
      {"Jarque-Bera", "normal", noise, "Student t(5)", heavy_tails,
       [](const Series& y) { return jarque_bera(y)->p_value < 0.05; }},
      {"ARCH, 4 lags", "white noise", noise, "ARCH(0.3)", arch, p_below(ArchLm{.lags = 4})},
      {"ARCH, 12 lags", "white noise", noise, "ARCH(0.3)", arch, p_below(ArchLm{})},
      {"runs", "white noise", noise, "AR(0.2)", autoregression(0.2),
       [](const Series& y) { return runs_test(y)->p_value < 0.05; }},
      {"Canova-Hansen, 12, limit", "fixed season", with(noise, season), "seasonal walk",
       autoregression(1, kPeriod), p_below(CanovaHansen{.period = kPeriod, .draws = 0})},
      {"Canova-Hansen, 12, law of n", "fixed season", with(noise, season), "seasonal walk",
       autoregression(1, kPeriod), by_law(CanovaHansen{.period = kPeriod, .draws = 0})},
      {"OCSB, 12", "walk of walks", seasonal_walk, "season on a walk", with(walk, season),
       [](const Series& y) {
         const auto answer = Ocsb{.period = kPeriod}.test(y);
         return answer && !answer->needs_difference();
       }},
      {"season of 12 known", "AR(0.7)", autoregression(0.7), "with a sine of 0.5",
       with(autoregression(0.7), small_season),
       [usual](const Series& y) {
         return !detect_seasons(y, {.usual = usual, .search = false})->seasons.empty();
       }},
      {"season searched", "AR(0.7)", autoregression(0.7), "with a sine of 0.5",
       with(autoregression(0.7), small_season),
       [](const Series& y) { return !detect_seasons(y)->seasons.empty(); }},
      {"season searched", "random walk", walk, "with a sine of 1", with(walk, season),
       [](const Series& y) { return !detect_seasons(y)->seasons.empty(); }},
      {"residuals, points", "white noise", noise, "AR(0.2)", autoregression(0.2),
       [usual](const Series& y) {
         return !ResidualCheck{.periods = usual}.diagnose(y)->points_sound;
       }},
      {"residuals, intervals", "white noise", noise, "ARCH(0.3)", arch,
       [usual](const Series& y) {
         return !ResidualCheck{.periods = usual}.diagnose(y)->intervals_sound;
       }},
      {"change of mean, MBIC", "white noise", noise, "shift of 1 at 50", with(noise, shift),
       [](const Series& y) { return !ChangePoints{}.find(y)->starts.empty(); }, false},
      {"change of mean, MBIC", "AR(0.5)", autoregression(0.5), "", nullptr,
       [](const Series& y) { return !ChangePoints{}.find(y)->starts.empty(); }, false},
  };
}

double share_rejected(const Generator& generator, const Test& rejects, std::size_t n,
                      std::size_t draws, std::uint64_t seed) {
  std::vector<unsigned char> rejected(draws);
  parallel_for(draws, 16, [&](std::size_t i) {
    Rng rng(seed, i);
    rejected[i] = rejects(generator(n, rng)) ? 1 : 0;
  });
  double sum = 0;
  for (const auto value : rejected) sum += value;
  return 100 * sum / static_cast<double>(draws);
}
}  // namespace

int main(int argc, char** argv) {
  const std::size_t draws = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10000;
  const std::uint64_t seed = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1;
  std::printf("Rejections in %zu draws, nominal 5 %%; the error of a size is %.1f points.\n\n",
              draws, 100 * std::sqrt(0.05 * 0.95 / static_cast<double>(draws)));
  std::printf(
      "| test | hypothesis | size, n = 50 | n = 100 | n = 1000 | alternative | power, n = 50 | n = "
      "100 | n = 1000 |\n");
  std::printf("|---|---|---|---|---|---|---|---|---|\n");
  const std::size_t most = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 1000;
  std::size_t count = 0;
  for (const auto& row : rows()) {
    if (count++ == most) break;
    std::printf("| %s%s | %s |", row.name.c_str(), row.nominal ? "" : " (no nominal size)",
                row.null_name.c_str());
    for (const std::size_t n : kLengths) {
      std::printf(" %.1f %% |", share_rejected(row.null, row.rejects, n, draws, seed));
    }
    std::printf(" %s |", row.alternative_name.c_str());
    for (const std::size_t n : kLengths) {
      if (row.alternative) {
        std::printf(" %.1f %% |", share_rejected(row.alternative, row.rejects, n, draws, seed));
      } else {
        std::printf(" |");
      }
    }
    std::printf("\n");
    std::fflush(stdout);
  }
}

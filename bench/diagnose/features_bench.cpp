// Time of each diagnosis of one monthly series of 150 observations, and of long ones where the
// growth matters.
#include <benchmark/benchmark.h>

#include <string>

#include "bench/models/random_series.hpp"
#include "foretell/decompose/stl.hpp"
#include "foretell/diagnose/augmented_dickey_fuller.hpp"
#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/diagnose/box_cox_lambda.hpp"
#include "foretell/diagnose/canova_hansen.hpp"
#include "foretell/diagnose/change_points.hpp"
#include "foretell/diagnose/crossings.hpp"
#include "foretell/diagnose/kpss.hpp"
#include "foretell/diagnose/num_differences.hpp"
#include "foretell/diagnose/num_seasonal_differences.hpp"
#include "foretell/diagnose/outliers.hpp"
#include "foretell/diagnose/partial_autocorrelation.hpp"
#include "foretell/diagnose/phillips_perron.hpp"
#include "foretell/diagnose/residual_diagnosis.hpp"
#include "foretell/diagnose/sampling_advice.hpp"
#include "foretell/diagnose/season_detection.hpp"
#include "foretell/diagnose/spectral_entropy.hpp"
#include "foretell/diagnose/tiled_variation.hpp"

namespace foretell {
namespace {
template <class Function>
void measure(const char* name, std::size_t n, const Function& function) {
  benchmark::RegisterBenchmark(name, [=](benchmark::State& state) {
    const auto y = bench::random_series(n, 1);
    if (!function(y)) state.SkipWithError("no answer");
    for (auto _ : state) benchmark::DoNotOptimize(function(y));
  })->Unit(benchmark::kMicrosecond);
}

using Series = std::vector<double>;

void register_all() {
  const std::size_t n = 150;
  measure("kpss", n, [](const Series& y) { return Kpss{}.test(y); });
  measure("dickey_fuller_aic", n, [](const Series& y) { return AugmentedDickeyFuller{}.test(y); });
  measure("phillips_perron", n, [](const Series& y) { return PhillipsPerron{}.test(y); });
  measure("num_differences", n, [](const Series& y) { return num_differences(y); });
  measure("stl", n, [](const Series& y) { return Stl{.period = 12}.decompose(y); });
  measure("num_seasonal_differences", n,
          [](const Series& y) { return num_seasonal_differences(y, 12); });
  measure("canova_hansen", n,
          [](const Series& y) { return CanovaHansen{.period = 12, .draws = 0}.test(y); });
  measure("acf_24", n, [](const Series& y) { return !autocorrelations(y, 24).empty(); });
  measure("pacf_24", n, [](const Series& y) { return partial_autocorrelations(y, 24); });
  measure("lambda_guerrero", n,
          [](const Series& y) { return BoxCoxLambda{.period = 12}.estimate(y); });
  measure("lambda_likelihood", n, [](const Series& y) {
    return BoxCoxLambda{.period = 12, .method = BoxCoxLambda::Method::kLogLikelihood}.estimate(y);
  });
  measure("detect_seasons", n, [](const Series& y) { return detect_seasons(y); });
  measure("residual_check", n,
          [](const Series& y) { return ResidualCheck{.periods = {12}}.diagnose(y); });
  measure("outliers_one_pass", n, [](const Series& y) { return OutlierSearch{{12}, 1}.find(y); });
  measure("outliers", n, [](const Series& y) { return OutlierSearch{{12}}.find(y); });
  measure("tiled_variation", n, [](const Series& y) { return tiled_variation(y, 12); });
  measure("spectral_entropy", n, [](const Series& y) { return spectral_entropy(y); });
  measure("crossing_points", n, [](const Series& y) { return crossing_points(y); });
  measure("sampling_advice", n, [](const Series& y) { return sampling_advice(y); });
  measure("change_points_mean", n, [](const Series& y) { return ChangePoints{}.find(y); });
  measure("change_points_trend", n,
          [](const Series& y) { return ChangePoints{.in = ChangePoints::In::kTrend}.find(y); });
  for (const std::size_t large : {10000, 20000}) {
    const auto named = [large](const char* name) {
      return std::string(name).append("/").append(std::to_string(large));
    };
    measure(named("change_points_mean").c_str(), large,
            [](const Series& y) { return ChangePoints{}.find(y); });
    measure(named("fast_acf_all_lags").c_str(), large,
            [](const Series& y) { return !fast_autocorrelations(y, y.size()).empty(); });
    measure(named("detect_seasons").c_str(), large,
            [](const Series& y) { return detect_seasons(y); });
  }
}
}  // namespace
}  // namespace foretell

int main(int argc, char** argv) {
  foretell::register_all();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}

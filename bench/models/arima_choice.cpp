// Orders chosen here against those of R's auto.arima on the same series, differences as R took them
// and as ours. Run: arima_choice auto.json   (from bench/peers/arima_reference.R with "auto");
// VERBOSE=1 names the series
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "foretell/models/arima/auto_arima.hpp"

int main(int argc, char** argv) {
  using nlohmann::json;
  if (argc < 2) return 2;
  std::ifstream file(argv[1]);
  const json answers = json::parse(file);
  std::size_t models = 0, refused = 0, worse = 0, better = 0, same_differences = 0, same_orders = 0;
  double r_seconds = 0, seconds = 0;
  for (const auto& [id, entry] : answers["series"].items()) {
    const auto& r = entry["models"][0];
    if (r.contains("error") || !r["aicc"].is_number()) continue;
    const auto y = entry["y"].get<std::vector<double>>();
    const std::vector<std::size_t> periods{entry["period"].get<std::size_t>()};
    const foretell::Series series{.id = id, .values = y, .periods = periods};
    const auto arma = r["arma"].get<std::vector<std::size_t>>();
    ++models;
    r_seconds += r["seconds"].get<double>();
    const auto begin = std::chrono::steady_clock::now();
    const auto free = foretell::AutoArima{}.fit(series);
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const foretell::AutoArima given{.d = arma[5], .seasonal_d = arma[6]};
    const auto model = given.fit(series);
    if (!free || !model) {
      ++refused;
      fmt::print("refused {}: {}\n", id, model ? free.error().text() : model.error().text());
      continue;
    }
    const std::size_t seasonal = free->order.seasonal.empty() ? 0 : free->order.seasonal[0].d;
    same_differences += free->order.d == arma[5] && seasonal == arma[6] ? 1 : 0;
    const double ours = model->criteria().aicc();
    const double theirs = r["aicc"].get<double>();
    same_orders += std::abs(ours - theirs) < 0.01 ? 1 : 0;
    better += ours < theirs - 0.1 ? 1 : 0;
    if (ours > theirs + 0.1) {
      ++worse;
      if (std::getenv("VERBOSE") != nullptr) {
        fmt::print("worse {}: {} {:.3f}, R ARIMA({},{},{})({},{},{}) {:.3f}\n", id, model->name(),
                   ours, arma[0], arma[5], arma[1], arma[2], arma[6], arma[3], theirs);
      }
    }
  }
  fmt::print(
      "series {}, refused {}; AICc over R's by more than 0.1: {} ({:.1f} %), under by more than "
      "0.1: {}, equal: "
      "{}; same differences {}; time R {:.1f} s, here {:.2f} s\n",
      models, refused, worse, 100.0 * static_cast<double>(worse) / static_cast<double>(models),
      better, same_orders, same_differences, r_seconds, seconds);
}

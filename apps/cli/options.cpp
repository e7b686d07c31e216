#include "apps/cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/select/catalog.hpp"

namespace foretell::cli {
namespace {
constexpr std::int64_t kLongestHorizon = 100000;

std::vector<AnyDefinition> usual_fallbacks() {
  auto fallbacks = define_all("seasonal_naive,naive");
  return fallbacks ? std::move(*fallbacks) : std::vector<AnyDefinition>{};
}
}  // namespace

void RunOptions::add_to(CLI::App& verb) {
  verb.add_option("--threads", threads, "Threads to use (0: all cores)")->capture_default_str();
  verb.add_option("--seed", seed, "Seed of everything that is drawn at random")
      ->capture_default_str();
  verb.add_flag("--quiet,-q", quiet, "No progress and no summary");
  verb.add_flag("--json", json, "Print the summary as JSON on standard output");
}

void TableOptions::add_to(CLI::App& verb) {
  verb.add_option("--id", layout.id,
                  "Column that names the series (default: unique_id, or detected)");
  verb.add_option("--time", layout.time, "Column with the time stamps (default: ds, or detected)");
  verb.add_option("--target", layout.target, "Column with the values (default: y, or detected)");
  verb.add_option("--regressors", layout.regressors,
                  "Columns that models may use beside the target, e.g. price,promo, or all; rows "
                  "after the last value are steps to forecast")
      ->delimiter(',');
  verb.add_flag("--wide", layout.wide, "One column per series beside the time column");
  verb.add_option("--format", layout.format,
                  "csv, csv.gz, parquet, arrow or jsonl (default: by the file's extension)");
  verb.add_option("--freq", frequency,
                  "Frequency such as MS, W-SUN, D, h, 30min (default: inferred)");
  verb.add_option("--season", season, "Season length(s) in observations, e.g. 12 or 24,168")
      ->delimiter(',');
  verb.add_option("--time-zone", layout.time_zone,
                  "IANA zone of time stamps without offset, e.g. Europe/Lisbon");
}

tl::expected<TableLayout, Failure> TableOptions::resolved() const {
  TableLayout result = layout;
  if (!frequency.empty()) {
    auto parsed = parse_frequency(frequency);
    if (!parsed) return wrong_call(std::move(parsed.error()));
    result.frequency = *parsed;
  }
  for (const std::size_t period : season) {
    if (period == 0 || period > 1000000) {
      return wrong_call(fmt::format("--season {} must lie between 1 and 1000000", period));
    }
    if (period > 1) result.periods.push_back(period);
  }
  // "--season 1" says that there is no season, which an empty list would leave to the frequency.
  if (!season.empty() && result.periods.empty()) result.periods.push_back(1);
  std::sort(result.periods.begin(), result.periods.end());
  return result;
}

void ModelListOptions::add_to(CLI::App& verb) {
  verb.add_option("--horizon", horizon, "Steps to forecast")->required();
  verb.add_option("--models,-m", models, "Model words, e.g. auto_ets,theta (see foretell models)")
      ->capture_default_str();
  verb.add_option("--select", select,
                  "One model per series: by validation, aicc, aic or bic (default: keep all)");
  verb.add_option("--coverage", coverages, "Coverage of the intervals in percent")
      ->delimiter(',')
      ->capture_default_str();
  verb.add_option("--paths", num_paths, "Paths drawn where a distribution has no formula")
      ->capture_default_str();
  verb.add_flag("--non-negative", non_negative, "Clip forecasts and intervals at zero");
  verb.add_flag("--no-fallback", no_fallback,
                "Leave a forecast empty where its model refuses the series");
}

tl::expected<std::vector<AnyDefinition>, Failure> ModelListOptions::definitions() const {
  auto defined = define_all(models);
  if (!defined) return wrong_call(std::move(defined.error()));
  if (select.empty()) return std::move(*defined);
  const std::string words = fmt::format("best({},by={},horizon={})", models, select, horizon);
  auto best = define_all(words);
  if (!best) return wrong_call(std::move(best.error()));
  return std::move(*best);
}

tl::expected<ForecastRequest, Failure> ModelListOptions::request(std::uint64_t seed) const {
  if (horizon < 1 || horizon > kLongestHorizon) {
    return wrong_call(
        fmt::format("--horizon {} must lie between 1 and {}", horizon, kLongestHorizon));
  }
  if (num_paths < 100 || num_paths > 1000000) {
    return wrong_call(fmt::format("--paths {} must lie between 100 and 1000000", num_paths));
  }
  auto shares = coverage_shares(coverages);
  if (!shares) return tl::unexpected<Failure>(std::move(shares.error()));
  ForecastRequest request;
  request.horizon = static_cast<std::size_t>(horizon);
  request.coverages = std::move(*shares);
  request.simulation.seed = seed;
  request.simulation.num_paths = num_paths;
  request.non_negative = non_negative;
  if (!no_fallback) request.fallbacks = usual_fallbacks();
  return request;
}

tl::expected<std::vector<double>, Failure> coverage_shares(std::vector<double> percent) {
  std::sort(percent.begin(), percent.end());
  percent.erase(std::unique(percent.begin(), percent.end()), percent.end());
  for (double& value : percent) {
    if (!(value >= 1 && value <= 99.999)) {
      return wrong_call(
          fmt::format("--coverage {:g} must lie between 1 and 99.999 (percent){}", value,
                      value > 0 && value < 1 ? fmt::format("; did you mean {:g}?", 100 * value)
                                             : std::string{}));
    }
    value /= 100;
  }
  return percent;
}
}  // namespace foretell::cli

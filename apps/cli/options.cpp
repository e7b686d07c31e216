#include "apps/cli/options.hpp"

namespace foretell::cli {
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
}  // namespace foretell::cli

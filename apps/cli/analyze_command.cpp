#include <memory>

#include "apps/cli/analyze_run.hpp"
#include "apps/cli/commands.hpp"

namespace foretell::cli {
Command add_analyze(CLI::App& program, const std::string& call) {
  auto* verb = program.add_subcommand(
      "analyze",
      "See what series are made of: gaps, seasons, trend, stationarity, outliers, advice");
  verb->footer("Example:  foretell analyze sales.csv --report sales.html -o features.csv");
  auto options = std::make_shared<AnalyzeOptions>();
  options->call = call;
  verb->add_option("DATA", options->input,
                   "Table of time series (.csv[.gz] .parquet .arrow .jsonl, -)")
      ->required();
  options->table.add_to(*verb);
  verb->add_option("-o,--output", options->output,
                   "File of features, one row per series, by extension");
  verb->add_option("--report", options->report, "Page to look at (.html)");
  verb->add_option("--report-series", options->report_series,
                   "Most series on the page and in the JSON, worst first")
      ->capture_default_str();
  verb->add_option("--models,-m", options->models,
                   "Models whose residuals are diagnosed on the page, e.g. auto_ets,theta");
  options->run.add_to(*verb);
  return [options]() -> Outcome { return AnalyzeRun(*options).run(); };
}
}  // namespace foretell::cli

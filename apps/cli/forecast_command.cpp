#include <memory>

#include "apps/cli/commands.hpp"
#include "apps/cli/forecast_run.hpp"
#include "apps/cli/forecast_stream.hpp"

namespace foretell::cli {
Command add_forecast(CLI::App& program, const std::string& call) {
  auto* verb =
      program.add_subcommand("forecast", "Fit models and forecast every series of a table");
  verb->footer(
      "Example:  foretell forecast sales.csv --horizon 12 -o forecasts.csv --report sales.html");
  auto options = std::make_shared<ForecastOptions>();
  options->call = call;
  verb->add_option("DATA", options->input,
                   "Table of time series (.csv[.gz] .parquet .arrow .jsonl, -)")
      ->required();
  options->models.add_to(*verb);
  options->table.add_to(*verb);
  verb->add_option("--future", options->future,
                   "Table with the regressors of the steps to forecast, where DATA lacks them");
  verb->add_option("-o,--output", options->output,
                   "File of forecasts, by extension (default: CSV on standard output)");
  verb->add_option("--report", options->report, "Page to look at (.html)");
  verb->add_option("--report-series", options->report_series, "Most series shown on the page")
      ->capture_default_str();
  verb->add_option("--save", options->save, "File of the fitted models");
  verb->add_option("--windows", options->windows,
                   "First evaluate the models on this many windows, for a leaderboard");
  verb->add_flag("--details", options->details, "With --json: every fitted model in numbers");
  verb->add_flag("--stream", options->stream,
                 "Read, forecast and write part by part: for tables larger than memory whose rows "
                 "stand series by series");
  verb->add_flag(
      "--trace", options->trace,
      "Show every model that automatic ones and parts of combinations looked at, with its "
      "criterion (few series)");
  verb->add_option("--candidates", options->candidates,
                   "File of these models, by extension, for any number of series");
  options->run.add_to(*verb);
  return [options]() -> Outcome {
    return options->stream ? ForecastStream(*options).run() : ForecastRun(*options).run();
  };
}
}  // namespace foretell::cli

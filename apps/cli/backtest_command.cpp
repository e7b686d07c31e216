#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "apps/calls/backtest_call.hpp"
#include "apps/calls/text_table.hpp"
#include "apps/calls/window_table.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/input.hpp"
#include "apps/cli/leaderboard.hpp"
#include "apps/cli/progress.hpp"
#include "apps/cli/report_builder.hpp"
#include "foretell/select/catalog.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
struct BacktestOptions {
  std::string call;
  std::string input;
  RunOptions run;
  TableOptions table;
  ModelListOptions models;
  calls::BacktestCall backtest;
  std::string output;
  std::string report;
  std::size_t report_series = 2000;
};

class BacktestRun {
 public:
  explicit BacktestRun(const BacktestOptions& options) : options_(options) {}

  Outcome run() {
    if (auto done = prepare(); !done) return done;
    if (auto done = evaluate(); !done) return done;
    if (auto done = write_files(); !done) return done;
    if (options_.run.json) print_json();
    if (!options_.run.quiet) print_summary();
    return {};
  }

 private:
  Outcome prepare() {
    auto request = options_.backtest.request(options_.models);
    if (!request) return wrong_call(std::move(request.error()));
    request_ = std::move(*request);
    request_.forecast.simulation.seed = options_.run.seed;
    auto definitions = calls::BacktestCall::definitions(options_.models);
    if (!definitions) return wrong_call(std::move(definitions.error()));
    definitions_ = std::move(*definitions);
    if (!options_.report.empty()) {
      if (auto good = check_writable(options_.report); !good) {
        return wrong_data(std::move(good.error()));
      }
    }
    auto file = read_input(options_.input, options_.table, options_.run);
    if (!file) return tl::unexpected<Failure>(std::move(file.error()));
    file_ = std::move(*file);
    if (options_.output.empty()) return {};
    auto writer = TableWriter::open(options_.output);
    if (!writer) return wrong_data(std::move(writer.error()));
    writer_.emplace(std::move(*writer));
    table_.emplace(
        file_.panel, [this](const std::vector<Column>& block) { return writer_->write(block); },
        column_names(definitions_, request_.forecast.coverages));
    return {};
  }

  Outcome evaluate() {
    const auto benchmark = define_all("naive2");
    if (!benchmark) return wrong_call(benchmark.error());
    Progress progress("evaluating", file_.panel.size(), options_.run.quiet);
    const bool keep = !options_.report.empty();
    std::function<void(const WindowResult&)> sink;
    if (keep || table_) {
      sink = [&](const WindowResult& window) {
        if (table_) table_->add(window);
        if (keep && window.series < options_.report_series) windows_.push_back(window);
      };
    }
    result_ = backtest(file_.panel, definitions_, benchmark->front(), request_, sink,
                       [&](std::size_t done) { progress.show(done); });
    for (const auto& error : result_.series_errors) {
      if (!error) return {};
    }
    if (result_.series_errors.empty()) return {};
    return wrong_data(*result_.series_errors.front());
  }

  Outcome write_files() {
    if (!options_.report.empty()) {
      auto page = backtest_page({options_.input, options_.call, options_.report_series, file_,
                                 definitions_, request_, result_, windows_});
      if (!page) return wrong_data(std::move(page.error()));
      if (auto done = write_file(options_.report, *page); !done) {
        return wrong_data(std::move(done.error()));
      }
    }
    if (table_) {
      if (auto done = table_->finish(); !done) return wrong_data(std::move(done.error()));
      if (auto done = writer_->commit(); !done) return wrong_data(std::move(done.error()));
    }
    return {};
  }

  [[nodiscard]] std::size_t num_left_out() const {
    std::size_t count = 0;
    for (const auto& error : result_.series_errors) count += error ? 1 : 0;
    return count;
  }

  void print_summary() const {
    fmt::print(stderr, "{}\n\n{}", calls::describe_input(options_.input, file_),
               leaderboard_text(result_, definitions_));
    if (const std::size_t count = num_left_out(); count > 0) {
      for (const auto& error : result_.series_errors) {
        if (!error) continue;
        fmt::print(stderr, "\n{} series left out (first: {})\n", calls::grouped(count),
                   error->text());
        break;
      }
    }
    for (const std::string* path : {&options_.output, &options_.report}) {
      if (!path->empty() && *path != "-") fmt::print(stderr, "wrote {}\n", *path);
    }
  }

  void print_json() const {
    const nlohmann::ordered_json json{{"command", "backtest"},
                                      {"version", FORETELL_VERSION},
                                      {"input", input_json(options_.input, file_)},
                                      {"horizon", request_.plan.horizon},
                                      {"windows", request_.plan.windows},
                                      {"left_out", num_left_out()},
                                      {"leaderboard", leaderboard_json(result_, definitions_)}};
    fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  }

  const BacktestOptions& options_;
  std::vector<AnyDefinition> definitions_;
  BacktestRequest request_;
  PanelFile file_;
  std::optional<TableWriter> writer_;
  std::optional<calls::WindowTable> table_;
  std::vector<WindowResult> windows_;
  BacktestResult result_;
};
}  // namespace

Command add_backtest(CLI::App& program, const std::string& call) {
  auto* verb = program.add_subcommand("backtest", "Evaluate models on rolling forecast origins");
  verb->footer(
      "Example:  foretell backtest sales.csv --horizon 12 --windows 3 --models auto,theta,naive");
  auto options = std::make_shared<BacktestOptions>();
  options->call = call;
  verb->add_option("DATA", options->input,
                   "Table of time series (.csv[.gz] .parquet .arrow .jsonl, -)")
      ->required();
  options->models.add_to(*verb);
  verb->add_option("--windows", options->backtest.plan.windows, "Forecast origins per series")
      ->capture_default_str();
  verb->add_option("--step", options->backtest.plan.step, "Steps between origins (0: the horizon)")
      ->capture_default_str();
  verb->add_option("--training", options->backtest.plan.training,
                   "Length of a rolling training window (0: expanding)")
      ->capture_default_str();
  verb->add_flag("--no-refit", options->backtest.no_refit,
                 "Fit at the first origin only, then update the state");
  options->table.add_to(*verb);
  verb->add_option("-o,--output", options->output, "File of all forecasts with actual values");
  verb->add_option("--report", options->report, "Page to look at (.html)");
  verb->add_option("--report-series", options->report_series, "Most series shown on the page")
      ->capture_default_str();
  options->run.add_to(*verb);
  return [options]() -> Outcome { return BacktestRun(*options).run(); };
}
}  // namespace foretell::cli

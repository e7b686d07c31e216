#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "apps/calls/leaderboard.hpp"
#include "apps/calls/score_call.hpp"
#include "apps/calls/text_table.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/input.hpp"
#include "apps/cli/leaderboard.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/ingest/table_writer.hpp"

namespace foretell::cli {
namespace {
struct ScoreOptions {
  std::string forecasts;
  std::string actuals;
  std::string training;
  std::string benchmark;
  std::string output;
  RunOptions run;
  TableOptions table;
};

class ScoreRun {
 public:
  explicit ScoreRun(const ScoreOptions& options) : options_(options) {}

  Outcome run() {
    if (auto done = read(); !done) return done;
    if (auto done = score(); !done) return done;
    if (auto done = write(); !done) return done;
    options_.run.json ? print_json() : print_text();
    return {};
  }

 private:
  Outcome read() {
    auto layout = options_.table.resolved();
    if (!layout) return wrong_call(std::move(layout.error()));
    set_num_threads(options_.run.threads);
    auto forecasts = read_long_table(options_.forecasts, *layout);
    if (!forecasts) return wrong_data(std::move(forecasts.error()));
    forecasts_ = std::move(*forecasts);
    auto actuals = read_long_table(options_.actuals, *layout);
    if (!actuals) return wrong_data(std::move(actuals.error()));
    actuals_ = std::move(*actuals);
    return read_training();
  }

  Outcome read_training() {
    if (options_.training.empty()) return {};
    auto file = read_input(options_.training, options_.table, options_.run);
    if (!file) return tl::unexpected<Failure>(std::move(file.error()));
    training_ = std::move(*file);
    return {};
  }

  Outcome score() {
    auto scores = calls::score({forecasts_, actuals_, training_ ? &training_->panel : nullptr,
                                options_.table.layout.target, options_.benchmark,
                                options_.forecasts, options_.actuals});
    if (!scores) return wrong_data(std::move(scores.error()));
    scores_ = std::move(*scores);
    return {};
  }

  Outcome write() {
    if (options_.output.empty()) return {};
    auto writer = TableWriter::open(options_.output);
    if (!writer) return wrong_data(std::move(writer.error()));
    std::vector<std::string> ids;
    for (std::size_t m = 0; m < scores_.models.size(); ++m) {
      ids.insert(ids.end(), actuals_.ids.begin(), actuals_.ids.end());
    }
    auto table = calls::score_table(scores_);
    table.insert(table.begin(), {"unique_id", std::move(ids)});
    if (auto done = writer->write(table); !done) return wrong_data(std::move(done.error()));
    if (auto done = writer->commit(); !done) return wrong_data(std::move(done.error()));
    return {};
  }

  void print_text() const {
    std::vector<std::vector<std::string>> rows{{"model"}};
    for (const Metric metric : all_metrics()) rows[0].emplace_back(name_of(metric));
    for (const std::size_t m : calls::leaderboard_order(scores_.result)) {
      rows.push_back({scores_.models[m].model});
      const MetricValues metrics = scores_.result.total[m].metrics(scores_.benchmark());
      for (const Metric metric : all_metrics())
        rows.back().push_back(calls::short_number(metrics[metric]));
    }
    fmt::print("{}", calls::text_table(rows));
    if (options_.run.quiet) return;
    fmt::print(stderr, "{} values scored", calls::grouped(scores_.num_scored));
    if (scores_.num_unmatched > 0) {
      fmt::print(stderr, ", {} actual values without a forecast",
                 calls::grouped(scores_.num_unmatched));
    }
    if (!training_) fmt::print(stderr, "; --train gives the scale of MASE, RMSSE, MSIS and OWA");
    fmt::print(stderr, "\n");
  }

  void print_json() const {
    auto models = nlohmann::ordered_json::array();
    for (const std::size_t m : calls::leaderboard_order(scores_.result)) {
      auto steps = nlohmann::ordered_json::array();
      for (std::size_t k = 0; k < scores_.result.by_step[m].size(); ++k) {
        steps.push_back(metrics_json(scores_.result.by_step[m][k].metrics(
            k < scores_.result.benchmark_by_step.size() ? &scores_.result.benchmark_by_step[k]
                                                        : nullptr)));
      }
      models.push_back(
          {{"model", scores_.models[m].model},
           {"metrics", metrics_json(scores_.result.total[m].metrics(scores_.benchmark()))},
           {"by_step", std::move(steps)}});
    }
    const nlohmann::ordered_json json{{"command", "score"},
                                      {"version", FORETELL_VERSION},
                                      {"scored", scores_.num_scored},
                                      {"without_forecast", scores_.num_unmatched},
                                      {"models", std::move(models)}};
    fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  }

  const ScoreOptions& options_;
  LongTable forecasts_;
  LongTable actuals_;
  std::optional<PanelFile> training_;
  calls::Scores scores_;
};
}  // namespace

Command add_score(CLI::App& program) {
  auto* verb = program.add_subcommand("score", "Judge any file of forecasts by what came");
  verb->footer("Example:  foretell score forecasts.csv actuals.csv --train history.csv");
  auto options = std::make_shared<ScoreOptions>();
  verb->add_option("FORECASTS", options->forecasts,
                   "Long table with one column per model, also from elsewhere")
      ->required();
  verb->add_option("ACTUALS", options->actuals, "Long table with the values that came")->required();
  verb->add_option("--train", options->training,
                   "The history forecast from: gives scaled errors (MASE …) and naive2 for OWA");
  verb->add_option("--benchmark", options->benchmark,
                   "Column of FORECASTS that OWA is relative to (default: naive2)");
  verb->add_option("-o,--output", options->output, "File of metrics per series and model");
  options->table.add_to(*verb);
  options->run.add_to(*verb);
  return [options]() -> Outcome { return ScoreRun(*options).run(); };
}
}  // namespace foretell::cli

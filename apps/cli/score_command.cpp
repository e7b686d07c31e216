#include <fmt/format.h>

#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>

#include "apps/cli/commands.hpp"
#include "apps/cli/input.hpp"
#include "apps/cli/leaderboard.hpp"
#include "apps/cli/text_table.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/evaluate/score_table.hpp"
#include "foretell/ingest/table_writer.hpp"
#include "foretell/select/catalog.hpp"

namespace foretell::cli {
namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct ScoreOptions {
  std::string forecasts;
  std::string actuals;
  std::string training;
  std::string benchmark;
  std::string output;
  RunOptions run;
  TableOptions table;
};

// The rows of a long table by series and time.
class RowIndex {
 public:
  explicit RowIndex(const LongTable& table) {
    for (std::size_t i = 0; i < table.ids.size(); ++i) ids_.emplace(table.ids[i], i);
    rows_.resize(table.ids.size());
    for (std::size_t r = 0; r < table.id_of_row.size(); ++r) {
      const bool is_new = rows_[table.id_of_row[r]].emplace(table.time_of_row[r], r).second;
      if (!is_new && !twice_) twice_ = table.id_of_row[r];
    }
  }
  [[nodiscard]] std::optional<std::size_t> find(const std::string& id, std::int64_t time) const {
    const auto series = ids_.find(id);
    if (series == ids_.end()) return std::nullopt;
    const auto row = rows_[series->second].find(time);
    if (row == rows_[series->second].end()) return std::nullopt;
    return row->second;
  }
  [[nodiscard]] const std::map<std::int64_t, std::size_t>& rows(std::size_t id) const {
    return rows_[id];
  }
  /// A series that has the same time stamp twice.
  [[nodiscard]] std::optional<std::size_t> twice() const { return twice_; }

 private:
  std::unordered_map<std::string, std::size_t> ids_;
  std::vector<std::map<std::int64_t, std::size_t>> rows_;
  std::optional<std::size_t> twice_;
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
    if (!layout) return tl::unexpected<Failure>(std::move(layout.error()));
    set_num_threads(options_.run.threads);
    auto forecasts = read_long_table(options_.forecasts, *layout);
    if (!forecasts) return wrong_data(std::move(forecasts.error()));
    forecasts_ = std::move(*forecasts);
    auto actuals = read_long_table(options_.actuals, *layout);
    if (!actuals) return wrong_data(std::move(actuals.error()));
    actuals_ = std::move(*actuals);
    const std::vector<std::string> skipped{"y", "cutoff", layout->target};
    auto models = find_models(forecasts_.names, skipped);
    if (!models) {
      models.error().where = options_.forecasts;
      return wrong_data(std::move(models.error()));
    }
    models_ = std::move(*models);
    if (auto done = find_target(layout->target); !done) return done;
    if (auto done = find_benchmark(); !done) return done;
    return read_training();
  }

  Outcome find_target(const std::string& target) {
    const std::string wanted = target.empty() ? "y" : target;
    for (std::size_t c = 0; c < actuals_.names.size(); ++c) {
      if (actuals_.names[c] == wanted) {
        target_ = c;
        return {};
      }
    }
    if (target.empty() && actuals_.names.size() == 1) return {};
    return wrong_data({ErrorCode::kUnknownName,
                       fmt::format("no numeric column '{}' with the actual values; name it with "
                                   "--target",
                                   wanted),
                       options_.actuals});
  }

  Outcome find_benchmark() {
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (models_[m].model == (options_.benchmark.empty() ? "naive2" : options_.benchmark)) {
        benchmark_column_ = m;
        return {};
      }
    }
    if (options_.benchmark.empty()) return {};
    return wrong_data({ErrorCode::kUnknownName,
                       fmt::format("no column '{}' for --benchmark", options_.benchmark),
                       options_.forecasts});
  }

  Outcome read_training() {
    if (options_.training.empty()) return {};
    auto file = read_input(options_.training, options_.table, options_.run);
    if (!file) return tl::unexpected<Failure>(std::move(file.error()));
    training_ = std::move(*file);
    for (std::size_t i = 0; i < training_->panel.size(); ++i) {
      training_ids_.emplace(training_->panel.id(i), i);
    }
    return {};
  }

  Outcome score() {
    const RowIndex forecasts(forecasts_);
    const RowIndex actuals(actuals_);
    if (const auto twice = forecasts.twice()) {
      return wrong_data({ErrorCode::kDuplicate,
                         "the same time stamp stands twice; score one forecast per time stamp",
                         fmt::format("{} series {}", options_.forecasts, forecasts_.ids[*twice])});
    }
    result_.total.resize(models_.size());
    result_.by_step.resize(models_.size());
    result_.seconds.resize(models_.size());
    result_.failures.resize(models_.size());
    by_series_.assign(models_.size(), std::vector<ErrorSums>(actuals_.ids.size()));
    for (std::size_t i = 0; i < actuals_.ids.size(); ++i) score_series(i, forecasts, actuals);
    if (num_scored_ == 0) {
      return wrong_data(
          {ErrorCode::kBadFile,
           fmt::format("no row has the unique_id and ds of a row of {}", options_.actuals),
           options_.forecasts});
    }
    if (benchmark_column_) {
      result_.benchmark = result_.total[*benchmark_column_];
      result_.benchmark_by_step = result_.by_step[*benchmark_column_];
    }
    return {};
  }

  void score_series(std::size_t i, const RowIndex& forecasts, const RowIndex& actuals) {
    const std::string& id = actuals_.ids[i];
    ErrorScale scale{kNan, kNan};
    std::vector<double> benchmark;
    if (const auto known = training_ids_.find(id); known != training_ids_.end()) {
      const Series series = training_->panel.series(known->second);
      scale = error_scale(series.values, series.period());
      if (!benchmark_column_) benchmark = naive2(series, actuals.rows(i).size());
    }
    std::size_t step = 0;
    for (const auto& [time, row] : actuals.rows(i)) {
      const double actual = actuals_.columns[target_][row];
      if (const auto match = forecasts.find(id, time)) {
        ++num_scored_;
        for (std::size_t m = 0; m < models_.size(); ++m) add(m, i, step, actual, *match, scale);
        if (!benchmark.empty()) add_benchmark(step, actual, benchmark[step], scale);
      } else {
        ++num_unmatched_;
      }
      ++step;
    }
  }

  void add(std::size_t m, std::size_t series, std::size_t step, double actual, std::size_t row,
           const ErrorScale& scale) {
    const ModelColumns& model = models_[m];
    std::vector<double> bounds;
    for (const std::size_t c : model.bounds) bounds.push_back(forecasts_.columns[c][row]);
    const double mean = forecasts_.columns[model.mean][row];
    const PointForecast point{.mean = mean, .median = mean, .bounds = bounds};
    if (result_.by_step[m].size() <= step) result_.by_step[m].resize(step + 1);
    result_.by_step[m][step].add(actual, point, scale, model.coverages);
    by_series_[m][series].add(actual, point, scale, model.coverages);
    result_.total[m].add(actual, point, scale, model.coverages);
  }

  void add_benchmark(std::size_t step, double actual, double mean, const ErrorScale& scale) {
    if (result_.benchmark_by_step.size() <= step) result_.benchmark_by_step.resize(step + 1);
    const PointForecast point{.mean = mean, .median = mean};
    result_.benchmark_by_step[step].add(actual, point, scale, {});
    result_.benchmark.add(actual, point, scale, {});
  }

  static std::vector<double> naive2(const Series& series, std::size_t horizon) {
    const auto definition = define_all("naive2");
    if (!definition) return {};
    const auto fitted = definition->front().fit(series);
    if (!fitted) return {};
    const Forecast forecast = fitted->forecast(horizon);
    return {forecast.mean().begin(), forecast.mean().end()};
  }

  Outcome write() {
    if (options_.output.empty()) return {};
    auto writer = TableWriter::open(options_.output);
    if (!writer) return wrong_data(std::move(writer.error()));
    std::vector<std::string> ids;
    std::vector<std::string> names;
    std::vector<std::vector<double>> values(kNumMetrics);
    for (std::size_t m = 0; m < models_.size(); ++m) {
      for (std::size_t i = 0; i < actuals_.ids.size(); ++i) {
        ids.push_back(actuals_.ids[i]);
        names.push_back(models_[m].model);
        const ErrorSums* benchmark =
            benchmark_column_ ? &by_series_[*benchmark_column_][i] : nullptr;
        const MetricValues metrics = by_series_[m][i].metrics(benchmark);
        for (const Metric metric : all_metrics()) {
          values[static_cast<std::size_t>(metric)].push_back(metrics[metric]);
        }
      }
    }
    std::vector<Column> table{{"unique_id", std::move(ids)}, {"model", std::move(names)}};
    for (const Metric metric : all_metrics()) {
      table.push_back(
          {std::string(name_of(metric)), std::move(values[static_cast<std::size_t>(metric)])});
    }
    if (auto done = writer->write(table); !done) return wrong_data(std::move(done.error()));
    if (auto done = writer->commit(); !done) return wrong_data(std::move(done.error()));
    return {};
  }

  [[nodiscard]] const ErrorSums* benchmark() const {
    return result_.benchmark.count() > 0 ? &result_.benchmark : nullptr;
  }

  void print_text() const {
    std::vector<std::vector<std::string>> rows{{"model"}};
    for (const Metric metric : all_metrics()) rows[0].emplace_back(name_of(metric));
    for (const std::size_t m : leaderboard_order(result_)) {
      rows.push_back({models_[m].model});
      const MetricValues metrics = result_.total[m].metrics(benchmark());
      for (const Metric metric : all_metrics())
        rows.back().push_back(short_number(metrics[metric]));
    }
    fmt::print("{}", text_table(rows));
    if (options_.run.quiet) return;
    fmt::print(stderr, "{} values scored", grouped(num_scored_));
    if (num_unmatched_ > 0) {
      fmt::print(stderr, ", {} actual values without a forecast", grouped(num_unmatched_));
    }
    if (!training_) fmt::print(stderr, "; --train gives the scale of MASE, RMSSE, MSIS and OWA");
    fmt::print(stderr, "\n");
  }

  void print_json() const {
    auto models = nlohmann::ordered_json::array();
    for (const std::size_t m : leaderboard_order(result_)) {
      auto steps = nlohmann::ordered_json::array();
      for (std::size_t k = 0; k < result_.by_step[m].size(); ++k) {
        steps.push_back(metrics_json(result_.by_step[m][k].metrics(
            k < result_.benchmark_by_step.size() ? &result_.benchmark_by_step[k] : nullptr)));
      }
      models.push_back({{"model", models_[m].model},
                        {"metrics", metrics_json(result_.total[m].metrics(benchmark()))},
                        {"by_step", std::move(steps)}});
    }
    const nlohmann::ordered_json json{{"command", "score"},
                                      {"version", FORETELL_VERSION},
                                      {"scored", num_scored_},
                                      {"without_forecast", num_unmatched_},
                                      {"models", std::move(models)}};
    fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  }

  const ScoreOptions& options_;
  LongTable forecasts_;
  LongTable actuals_;
  std::vector<ModelColumns> models_;
  std::size_t target_ = 0;
  std::optional<std::size_t> benchmark_column_;
  std::optional<PanelFile> training_;
  std::unordered_map<std::string, std::size_t> training_ids_;
  BacktestResult result_;
  std::vector<std::vector<ErrorSums>> by_series_;
  std::size_t num_scored_ = 0;
  std::size_t num_unmatched_ = 0;
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

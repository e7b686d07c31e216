#include "apps/calls/score_call.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <unordered_map>

#include "foretell/select/catalog.hpp"

namespace foretell::calls {
namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

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

class Scoring {
 public:
  explicit Scoring(const ScoreCall& call) : call_(call) {}

  Result<Scores> run() {
    const std::vector<std::string> skipped{"y", "cutoff", call_.target};
    auto models = find_models(call_.forecasts.names, skipped);
    if (!models) {
      models.error().where = call_.forecasts_name;
      return fail(std::move(models.error()));
    }
    scores_.models = std::move(*models);
    if (auto done = find_target(call_.target); !done) return fail(std::move(done.error()));
    if (auto done = find_benchmark(); !done) return fail(std::move(done.error()));
    for (std::size_t i = 0; call_.training != nullptr && i < call_.training->size(); ++i) {
      training_ids_.emplace(call_.training->id(i), i);
    }
    if (auto done = score(); !done) return fail(std::move(done.error()));
    return std::move(scores_);
  }

 private:
  Result<void> find_target(const std::string& target) {
    const std::string wanted = target.empty() ? "y" : target;
    for (std::size_t c = 0; c < call_.actuals.names.size(); ++c) {
      if (call_.actuals.names[c] == wanted) {
        target_ = c;
        return {};
      }
    }
    if (target.empty() && call_.actuals.names.size() == 1) return {};
    return fail(Error{ErrorCode::kUnknownName,
                      fmt::format("no numeric column '{}' with the actual values; name it with "
                                  "--target",
                                  wanted),
                      call_.actuals_name});
  }

  Result<void> find_benchmark() {
    for (std::size_t m = 0; m < scores_.models.size(); ++m) {
      if (scores_.models[m].model == (call_.benchmark.empty() ? "naive2" : call_.benchmark)) {
        scores_.benchmark_column = m;
        return {};
      }
    }
    if (call_.benchmark.empty()) return {};
    return fail(Error{ErrorCode::kUnknownName,
                      fmt::format("no column '{}' for --benchmark", call_.benchmark),
                      call_.forecasts_name});
  }

  Result<void> score() {
    const RowIndex forecasts(call_.forecasts);
    const RowIndex actuals(call_.actuals);
    if (const auto twice = forecasts.twice()) {
      return fail(
          Error{ErrorCode::kDuplicate,
                "the same time stamp stands twice; score one forecast per time stamp",
                fmt::format("{} series {}", call_.forecasts_name, call_.forecasts.ids[*twice])});
    }
    scores_.result.total.resize(scores_.models.size());
    scores_.result.by_step.resize(scores_.models.size());
    scores_.result.seconds.resize(scores_.models.size());
    scores_.result.failures.resize(scores_.models.size());
    scores_.by_series.assign(scores_.models.size(),
                             std::vector<ErrorSums>(call_.actuals.ids.size()));
    for (std::size_t i = 0; i < call_.actuals.ids.size(); ++i) score_series(i, forecasts, actuals);
    if (scores_.num_scored == 0) {
      return fail(
          Error{ErrorCode::kBadFile,
                fmt::format("no row has the unique_id and ds of a row of {}", call_.actuals_name),
                call_.forecasts_name});
    }
    if (scores_.benchmark_column) {
      scores_.result.benchmark = scores_.result.total[*scores_.benchmark_column];
      scores_.result.benchmark_by_step = scores_.result.by_step[*scores_.benchmark_column];
    }
    return {};
  }

  void score_series(std::size_t i, const RowIndex& forecasts, const RowIndex& actuals) {
    const std::string& id = call_.actuals.ids[i];
    ErrorScale scale{kNan, kNan};
    std::vector<double> benchmark;
    if (const auto known = training_ids_.find(id); known != training_ids_.end()) {
      const Series series = call_.training->series(known->second);
      scale = error_scale(series.values, series.period());
      if (!scores_.benchmark_column) benchmark = naive2(series, actuals.rows(i).size());
    }
    std::size_t step = 0;
    for (const auto& [time, row] : actuals.rows(i)) {
      const double actual = call_.actuals.columns[target_][row];
      if (const auto match = forecasts.find(id, time)) {
        ++scores_.num_scored;
        for (std::size_t m = 0; m < scores_.models.size(); ++m)
          add(m, i, step, actual, *match, scale);
        if (!benchmark.empty()) add_benchmark(step, actual, benchmark[step], scale);
      } else {
        ++scores_.num_unmatched;
      }
      ++step;
    }
  }

  void add(std::size_t m, std::size_t series, std::size_t step, double actual, std::size_t row,
           const ErrorScale& scale) {
    const ModelColumns& model = scores_.models[m];
    std::vector<double> bounds;
    for (const std::size_t c : model.bounds) bounds.push_back(call_.forecasts.columns[c][row]);
    const double mean = call_.forecasts.columns[model.mean][row];
    const PointForecast point{.mean = mean, .median = mean, .bounds = bounds};
    if (scores_.result.by_step[m].size() <= step) scores_.result.by_step[m].resize(step + 1);
    scores_.result.by_step[m][step].add(actual, point, scale, model.coverages);
    scores_.by_series[m][series].add(actual, point, scale, model.coverages);
    scores_.result.total[m].add(actual, point, scale, model.coverages);
  }

  void add_benchmark(std::size_t step, double actual, double mean, const ErrorScale& scale) {
    if (scores_.result.benchmark_by_step.size() <= step)
      scores_.result.benchmark_by_step.resize(step + 1);
    const PointForecast point{.mean = mean, .median = mean};
    scores_.result.benchmark_by_step[step].add(actual, point, scale, {});
    scores_.result.benchmark.add(actual, point, scale, {});
  }

  static std::vector<double> naive2(const Series& series, std::size_t horizon) {
    const auto definition = define_all("naive2");
    if (!definition) return {};
    const auto fitted = definition->front().fit(series);
    if (!fitted) return {};
    const Forecast forecast = fitted->forecast(horizon);
    return {forecast.mean().begin(), forecast.mean().end()};
  }

  const ScoreCall& call_;
  std::size_t target_ = 0;
  std::unordered_map<std::string, std::size_t> training_ids_;
  Scores scores_;
};
}  // namespace

Result<Scores> score(const ScoreCall& call) {
  return Scoring(call).run();
}

std::vector<Column> score_table(const Scores& scores) {
  std::vector<std::string> names;
  std::vector<std::vector<double>> values(kNumMetrics);
  for (std::size_t m = 0; m < scores.models.size(); ++m) {
    for (std::size_t i = 0; i < scores.by_series[m].size(); ++i) {
      names.push_back(scores.models[m].model);
      const ErrorSums* benchmark =
          scores.benchmark_column ? &scores.by_series[*scores.benchmark_column][i] : nullptr;
      const MetricValues metrics = scores.by_series[m][i].metrics(benchmark);
      for (const Metric metric : all_metrics()) {
        values[static_cast<std::size_t>(metric)].push_back(metrics[metric]);
      }
    }
  }
  std::vector<Column> table{{"model", std::move(names)}};
  for (const Metric metric : all_metrics()) {
    table.push_back(
        {std::string(name_of(metric)), std::move(values[static_cast<std::size_t>(metric)])});
  }
  return table;
}
}  // namespace foretell::calls

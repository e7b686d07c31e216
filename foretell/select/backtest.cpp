#include "foretell/select/backtest.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "foretell/base/parallel.hpp"
#include "foretell/base/stop.hpp"
#include "foretell/select/fit_batch.hpp"

namespace foretell {
namespace {
constexpr std::size_t kBlock = 1024;        // series evaluated before results are handed on
constexpr std::size_t kCrpsQuantiles = 40;  // points of the distribution that CRPS looks at

// What one series contributes; merged in the order of series so that sums are the same on any
// threads.
struct SeriesResult {
  std::optional<Error> error;
  std::vector<std::vector<ErrorSums>> by_step;  // [models + benchmark][horizon]
  std::vector<double> seconds;
  std::vector<std::size_t> failures;
  std::vector<WindowResult> windows;
};

class SeriesBacktest {
 public:
  SeriesBacktest(const Series& series, std::size_t number,
                 std::span<const AnyDefinition> definitions, const AnyDefinition& benchmark,
                 const BacktestRequest& request, bool keep_windows)
      : series_(series),
        number_(number),
        definitions_(definitions),
        benchmark_(benchmark),
        request_(request),
        keep_windows_(keep_windows) {}

  /// Cuts the series into windows and evaluates the benchmark.
  void begin() {
    const std::size_t models = definitions_.size();
    result_.by_step.assign(models + 1, std::vector<ErrorSums>(request_.plan.horizon));
    result_.seconds.assign(models, 0);
    result_.failures.assign(models, 0);
    auto cut = windows(request_.plan, series_.size());
    if (!cut) {
      result_.error = std::move(cut.error());
      result_.error->where = fmt::format("series {}", series_.id);
      return;
    }
    windows_ = std::move(*cut);
    for (std::size_t w = 0; w < windows_.size(); ++w) {
      scales_.push_back(error_scale(known(w).values, series_.period()));
      if (keep_windows_) result_.windows.push_back(empty_window(windows_[w]));
    }
    evaluate_benchmark();
  }

  [[nodiscard]] SeriesResult finish() { return std::move(result_); }
  [[nodiscard]] std::size_t num_windows() const { return windows_.size(); }
  /// What is known at the origin of window w.
  [[nodiscard]] Series known(std::size_t w) const {
    return series_.until(windows_[w].end).since(windows_[w].begin);
  }

  /// Brings the model of definition d to the origin of window w by updating the one before; false
  /// where it has to be fitted.
  bool continue_to(std::size_t d, std::size_t w) {
    if (!may_continue(w) || request_.refit) return false;
    const std::size_t before = windows_[w - 1].end, end = windows_[w].end;
    if (check_future(definitions_[d], known(w), request_.plan.horizon)) return false;
    const auto news = series_.values.subspan(before, end - before);
    return static_cast<bool>(model_->update(news, series_.regressors.between(before, end)));
  }

  /// The fit to start from at window w, if there is one.
  [[nodiscard]] const AnyFitted* start_at(std::size_t d, std::size_t w) const {
    if (!may_continue(w) || !request_.refit) return nullptr;
    if (check_future(definitions_[d], known(w), request_.plan.horizon)) return nullptr;
    return &*model_;
  }

  void take(std::size_t d, FitOutcome outcome) {
    stand_in_ = outcome.error.has_value();
    if (stand_in_) ++result_.failures[d];
    model_ = std::move(outcome.fitted);
  }

  void evaluate(std::size_t d, std::size_t w) {
    if (!model_) return;
    SimulationOptions simulation = request_.forecast.simulation;
    simulation.stream = stream_of(series_.id);
    Forecast forecast = model_->forecast(request_.plan.horizon, simulation,
                                         series_.regressors.from(windows_[w].end));
    if (request_.forecast.non_negative) forecast.clip_below(0);
    add(d, w, forecast);
  }

  void begin_definition() {
    model_.reset();
    stand_in_ = false;
  }
  void spend(std::size_t d, double seconds) { result_.seconds[d] += seconds; }

 private:
  // A fallback's fit says nothing about the model itself: start afresh at the next origin.
  [[nodiscard]] bool may_continue(std::size_t w) const {
    return model_ && !stand_in_ && w > 0 && windows_[w].begin == windows_[w - 1].begin;
  }

  [[nodiscard]] std::span<const double> actual(const Window& window) const {
    return series_.values.subspan(window.end, request_.plan.horizon);
  }

  [[nodiscard]] WindowResult empty_window(const Window& window) const {
    const auto y = actual(window);
    const std::size_t columns = definitions_.size() * (1 + 2 * request_.forecast.coverages.size());
    return {number_,
            window.end,
            {y.begin(), y.end()},
            std::vector<std::vector<double>>(
                columns, std::vector<double>(request_.plan.horizon,
                                             std::numeric_limits<double>::quiet_NaN()))};
  }

  // Row q of `levels` is one probability: the bounds' first, then the median, then those of CRPS.
  void add(std::size_t d, std::size_t w, const Forecast& forecast) {
    const auto& coverages = request_.forecast.coverages;
    const auto y = actual(windows_[w]);
    const std::size_t num_bounds = 2 * coverages.size();
    const std::vector<double> table = quantile_table(forecast, levels());
    std::vector<double> at_step(table.size() / y.size());
    for (std::size_t k = 0; k < y.size(); ++k) {
      for (std::size_t q = 0; q < at_step.size(); ++q) at_step[q] = table[q * y.size() + k];
      const auto bounds = std::span(at_step).first(num_bounds);
      const double mean = forecast.mean()[k];
      result_.by_step[d][k].add(y[k],
                                {.mean = mean,
                                 .median = at_step[num_bounds],
                                 .bounds = bounds,
                                 .quantiles = std::span(at_step).subspan(num_bounds + 1)},
                                scales_[w], coverages);
      if (keep_windows_) keep(result_.windows[w], d, k, mean, bounds);
    }
  }

  [[nodiscard]] std::vector<double> levels() const {
    std::vector<double> probabilities;
    for (const double coverage : request_.forecast.coverages) {
      probabilities.push_back((1 - coverage) / 2);
      probabilities.push_back((1 + coverage) / 2);
    }
    probabilities.push_back(0.5);
    for (std::size_t q = 0; q < kCrpsQuantiles; ++q) {
      probabilities.push_back((static_cast<double>(q) + 0.5) / kCrpsQuantiles);
    }
    return probabilities;
  }

  static std::vector<double> quantile_table(const Forecast& forecast,
                                            const std::vector<double>& probabilities) {
    std::vector<double> table(probabilities.size() * forecast.horizon());
    for (std::size_t q = 0; q < probabilities.size(); ++q) {
      forecast.quantiles(probabilities[q],
                         std::span(table).subspan(q * forecast.horizon(), forecast.horizon()));
    }
    return table;
  }

  static void keep(WindowResult& window, std::size_t d, std::size_t k, double mean,
                   std::span<const double> bounds) {
    const std::size_t width = 1 + bounds.size();
    window.columns[d * width][k] = mean;
    for (std::size_t b = 0; b < bounds.size(); ++b)
      window.columns[d * width + 1 + b][k] = bounds[b];
  }

  void evaluate_benchmark() {
    for (std::size_t w = 0; w < windows_.size(); ++w) {
      const auto fitted = benchmark_.fit(known(w));
      if (!fitted) continue;
      const Forecast forecast = fitted->forecast(request_.plan.horizon);
      const auto y = actual(windows_[w]);
      for (std::size_t k = 0; k < y.size(); ++k) {
        const double mean = forecast.mean()[k];
        result_.by_step.back()[k].add(y[k], {.mean = mean, .median = mean}, scales_[w], {});
      }
    }
  }

  Series series_;
  std::size_t number_;
  std::span<const AnyDefinition> definitions_;
  const AnyDefinition& benchmark_;
  const BacktestRequest& request_;
  bool keep_windows_;
  std::optional<AnyFitted> model_;  // of the definition at hand
  bool stand_in_ = false;           // it is a fallback's
  std::vector<Window> windows_;
  std::vector<ErrorScale> scales_;
  SeriesResult result_;
};

// The series of one chunk, definition by definition and origin by origin, so that those that are
// fitted at the same origin are fitted at once.
class ChunkBacktest {
 public:
  ChunkBacktest(std::span<SeriesBacktest> series, std::span<const AnyDefinition> definitions,
                const BacktestRequest& request)
      : series_(series), definitions_(definitions), request_(request) {}

  void run() {
    std::size_t windows = 0;
    for (SeriesBacktest& one : series_) {
      one.begin();
      windows = std::max(windows, one.num_windows());
    }
    for (std::size_t d = 0; d < definitions_.size(); ++d) {
      const auto start = std::chrono::steady_clock::now();
      for (SeriesBacktest& one : series_) one.begin_definition();
      for (std::size_t w = 0; w < windows; ++w) {
        fit(d, w);
        for (SeriesBacktest& one : series_) {
          if (w < one.num_windows()) one.evaluate(d, w);
        }
      }
      const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
      for (SeriesBacktest& one : series_) {
        one.spend(d, spent.count() / static_cast<double>(series_.size()));
      }
    }
  }

 private:
  void fit(std::size_t d, std::size_t w) {
    std::vector<SeriesBacktest*> cold, warm;
    std::vector<Series> cold_series, warm_series;
    std::vector<const AnyFitted*> starts;
    for (SeriesBacktest& one : series_) {
      if (w >= one.num_windows() || one.continue_to(d, w)) continue;
      const AnyFitted* start = one.start_at(d, w);
      (start != nullptr ? warm : cold).push_back(&one);
      (start != nullptr ? warm_series : cold_series).push_back(one.known(w));
      if (start != nullptr) starts.push_back(start);
    }
    auto again = definitions_[d].refit_many(warm_series, starts);
    for (std::size_t i = 0; i < warm.size(); ++i) {
      if (again[i]) {
        warm[i]->take(d, {std::move(*again[i]), std::nullopt, {}});
      } else {
        cold.push_back(warm[i]);
        cold_series.push_back(warm_series[i]);
      }
    }
    auto anew = fit_or_fall_back(definitions_[d], cold_series, request_.plan.horizon,
                                 request_.forecast.fallbacks);
    for (std::size_t i = 0; i < cold.size(); ++i) cold[i]->take(d, std::move(anew[i]));
  }

  std::span<SeriesBacktest> series_;
  std::span<const AnyDefinition> definitions_;
  const BacktestRequest& request_;
};

void merge(BacktestResult& total, SeriesResult series, std::size_t number) {
  for (std::size_t d = 0; d < total.total.size(); ++d) {
    for (std::size_t k = 0; k < total.by_step[d].size(); ++k) {
      total.by_step[d][k] += series.by_step[d][k];
      total.by_series[d][number] += series.by_step[d][k];
    }
    total.total[d] += total.by_series[d][number];
    total.seconds[d] += series.seconds[d];
    total.failures[d] += series.failures[d];
  }
  for (std::size_t k = 0; k < total.benchmark_by_step.size(); ++k) {
    total.benchmark_by_step[k] += series.by_step.back()[k];
    total.benchmark += series.by_step.back()[k];
  }
  total.series_errors[number] = std::move(series.error);
}
}  // namespace

BacktestResult backtest(const Panel& panel, std::span<const AnyDefinition> definitions,
                        const AnyDefinition& benchmark, const BacktestRequest& request,
                        const std::function<void(const WindowResult&)>& sink,
                        const std::function<void(std::size_t)>& progress) {
  const std::size_t models = definitions.size();
  BacktestResult total{std::vector<ErrorSums>(models),
                       std::vector(models, std::vector<ErrorSums>(request.plan.horizon)),
                       std::vector(models, std::vector<ErrorSums>(panel.size())),
                       {},
                       std::vector<ErrorSums>(request.plan.horizon),
                       std::vector<double>(models),
                       std::vector<std::size_t>(models),
                       std::vector<std::optional<Error>>(panel.size())};
  for (std::size_t first = 0; first < panel.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, panel.size() - first);
    std::vector<SeriesResult> block(count);
    const auto chunks = chunks_of(panel, first, count);
    parallel_for(chunks.size(), 1, [&](std::size_t c) {
      std::vector<SeriesBacktest> series;
      for (std::size_t i = 0; i < chunks[c].count; ++i) {
        const std::size_t number = chunks[c].first + i;
        series.emplace_back(panel.series(number), number, definitions, benchmark, request,
                            static_cast<bool>(sink));
      }
      ChunkBacktest(series, definitions, request).run();
      for (std::size_t i = 0; i < series.size(); ++i) {
        block[chunks[c].first - first + i] = series[i].finish();
      }
    });
    if (stop_requested()) break;
    for (std::size_t i = 0; i < count; ++i) {
      if (sink) {
        for (const WindowResult& window : block[i].windows) sink(window);
      }
      merge(total, std::move(block[i]), first + i);
    }
    if (progress) progress(first + count);
  }
  return total;
}
}  // namespace foretell

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

  SeriesResult run() {
    const std::size_t models = definitions_.size();
    result_.by_step.assign(models + 1, std::vector<ErrorSums>(request_.plan.horizon));
    result_.seconds.assign(models, 0);
    result_.failures.assign(models, 0);
    auto cut = windows(request_.plan, series_.size());
    if (!cut) {
      result_.error = std::move(cut.error());
      result_.error->where = fmt::format("series {}", series_.id);
      return std::move(result_);
    }
    windows_ = std::move(*cut);
    scales_.clear();
    for (const Window& window : windows_) {
      scales_.push_back(error_scale(training(window).values, series_.period()));
      if (keep_windows_) result_.windows.push_back(empty_window(window));
    }
    for (std::size_t d = 0; d < models; ++d) evaluate(d);
    evaluate_benchmark();
    return std::move(result_);
  }

 private:
  [[nodiscard]] Series training(const Window& window) const {
    return series_.until(window.end).since(window.begin);
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

  // The model at the origin of window w, from the one at the origin before where that is allowed.
  std::optional<AnyFitted> fit_at(std::size_t d, std::size_t w, std::optional<AnyFitted> previous) {
    const Window& window = windows_[w];
    const Series known = training(window);
    const bool knows_ahead =
        !check_future(definitions_[d], known, request_.plan.horizon).has_value();
    if (previous && knows_ahead && window.begin == windows_[w - 1].begin) {
      if (request_.refit) {
        auto fitted = definitions_[d].refit(known, *previous);
        if (fitted) return std::move(*fitted);
      } else {
        const std::size_t before = windows_[w - 1].end;
        const auto news = series_.values.subspan(before, window.end - before);
        if (previous->update(news, series_.regressors.between(before, window.end))) {
          return previous;
        }
      }
    }
    auto outcome = std::move(fit_or_fall_back(definitions_[d], {&known, 1}, request_.plan.horizon,
                                              request_.forecast.fallbacks)
                                 .front());
    if (outcome.error) {
      ++result_.failures[d];
      stand_in_ = true;
    }
    return std::move(outcome.fitted);
  }

  void evaluate(std::size_t d) {
    const auto start = std::chrono::steady_clock::now();
    std::optional<AnyFitted> fitted;
    for (std::size_t w = 0; w < windows_.size(); ++w) {
      // A fallback's fit says nothing about the model itself: start afresh at the next origin.
      if (stand_in_) fitted.reset();
      stand_in_ = false;
      fitted = fit_at(d, w, std::move(fitted));
      if (!fitted) continue;
      SimulationOptions simulation = request_.forecast.simulation;
      simulation.stream = stream_of(series_.id);
      Forecast forecast = fitted->forecast(request_.plan.horizon, simulation,
                                           series_.regressors.from(windows_[w].end));
      if (request_.forecast.non_negative) forecast.clip_below(0);
      add(d, w, forecast);
    }
    stand_in_ = false;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    result_.seconds[d] = spent.count();
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
      const auto fitted = benchmark_.fit(training(windows_[w]));
      if (!fitted) continue;
      const Forecast forecast = fitted->forecast(request_.plan.horizon);
      const auto y = actual(windows_[w]);
      for (std::size_t k = 0; k < y.size(); ++k) {
        const double mean = forecast.mean()[k];
        result_.by_step.back()[k].add(y[k], {.mean = mean, .median = mean}, scales_[w], {});
      }
    }
  }

  const Series& series_;
  std::size_t number_;
  std::span<const AnyDefinition> definitions_;
  const AnyDefinition& benchmark_;
  const BacktestRequest& request_;
  bool keep_windows_;
  bool stand_in_ = false;
  std::vector<Window> windows_;
  std::vector<ErrorScale> scales_;
  SeriesResult result_;
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
    parallel_for(count, 4, [&](std::size_t i) {
      const Series series = panel.series(first + i);
      block[i] = SeriesBacktest(series, first + i, definitions, benchmark, request,
                                static_cast<bool>(sink))
                     .run();
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

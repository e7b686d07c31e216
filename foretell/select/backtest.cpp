#include "foretell/select/backtest.hpp"

#include <chrono>

#include "foretell/base/parallel.hpp"
#include "foretell/base/stop.hpp"
#include "foretell/select/fit_batch.hpp"
#include "foretell/select/series_backtest.hpp"

namespace foretell {
namespace {
constexpr std::size_t kBlock = 1024;  // series evaluated before results are handed on

// The series of one chunk, definition by definition and origin by origin, so that those that are
// fitted at the same origin are fitted at once.
class ChunkBacktest {
 public:
  ChunkBacktest(std::span<SeriesBacktest> series, std::span<const AnyDefinition> definitions,
                const BacktestRequest& request)
      : series_(series), definitions_(definitions), request_(request) {}

  void run(const AnyDefinition& benchmark) {
    std::size_t windows = 0;
    for (SeriesBacktest& one : series_) {
      one.begin(benchmark);
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
        series.emplace_back(panel.series(number), number, definitions, request,
                            static_cast<bool>(sink));
      }
      ChunkBacktest(series, definitions, request).run(benchmark);
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

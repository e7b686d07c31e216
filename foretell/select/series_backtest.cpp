#include "foretell/select/series_backtest.hpp"

#include <fmt/format.h>

#include <limits>

namespace foretell {
namespace {
constexpr std::size_t kCrpsQuantiles = 40;  // points of the distribution that CRPS looks at

// The bounds' probabilities first, then the median, then those of CRPS.
std::vector<double> levels_of(std::span<const double> coverages) {
  std::vector<double> probabilities;
  for (const double coverage : coverages) {
    probabilities.push_back((1 - coverage) / 2);
    probabilities.push_back((1 + coverage) / 2);
  }
  probabilities.push_back(0.5);
  for (std::size_t q = 0; q < kCrpsQuantiles; ++q) {
    probabilities.push_back((static_cast<double>(q) + 0.5) / kCrpsQuantiles);
  }
  return probabilities;
}

// Row q is one probability.
std::vector<double> quantile_table(const Forecast& forecast,
                                   const std::vector<double>& probabilities) {
  std::vector<double> table(probabilities.size() * forecast.horizon());
  for (std::size_t q = 0; q < probabilities.size(); ++q) {
    forecast.quantiles(probabilities[q],
                       std::span(table).subspan(q * forecast.horizon(), forecast.horizon()));
  }
  return table;
}

void keep(WindowResult& window, std::size_t d, std::size_t k, double mean,
          std::span<const double> bounds) {
  const std::size_t width = 1 + bounds.size();
  window.columns[d * width][k] = mean;
  for (std::size_t b = 0; b < bounds.size(); ++b) window.columns[d * width + 1 + b][k] = bounds[b];
}
}  // namespace

void SeriesBacktest::begin(const AnyDefinition& benchmark) {
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
  evaluate_benchmark(benchmark);
}

Series SeriesBacktest::known(std::size_t w) const {
  return series_.until(windows_[w].end).since(windows_[w].begin);
}

void SeriesBacktest::begin_definition() {
  model_.reset();
  stand_in_ = false;
}

bool SeriesBacktest::continue_to(std::size_t d, std::size_t w) {
  if (!may_continue(w) || request_.refit) return false;
  const std::size_t before = windows_[w - 1].end, end = windows_[w].end;
  if (check_future(definitions_[d], known(w), request_.plan.horizon)) return false;
  const auto news = series_.values.subspan(before, end - before);
  return static_cast<bool>(model_->update(news, series_.regressors.between(before, end)));
}

const AnyFitted* SeriesBacktest::start_at(std::size_t d, std::size_t w) const {
  if (!may_continue(w) || !request_.refit) return nullptr;
  if (check_future(definitions_[d], known(w), request_.plan.horizon)) return nullptr;
  return &*model_;
}

void SeriesBacktest::take(std::size_t d, FitOutcome outcome) {
  stand_in_ = outcome.error.has_value();
  if (stand_in_) ++result_.failures[d];
  model_ = std::move(outcome.fitted);
}

void SeriesBacktest::evaluate(std::size_t d, std::size_t w) {
  if (!model_) return;
  SimulationOptions simulation = request_.forecast.simulation;
  simulation.stream = stream_of(series_.id);
  Forecast forecast =
      model_->forecast(request_.plan.horizon, simulation, series_.regressors.from(windows_[w].end));
  if (request_.forecast.non_negative) forecast.clip_below(0);
  add(d, w, forecast);
}

// A fallback's fit says nothing about the model itself: start afresh at the next origin.
bool SeriesBacktest::may_continue(std::size_t w) const {
  return model_ && !stand_in_ && w > 0 && windows_[w].begin == windows_[w - 1].begin;
}

std::span<const double> SeriesBacktest::actual(const Window& window) const {
  return series_.values.subspan(window.end, request_.plan.horizon);
}

WindowResult SeriesBacktest::empty_window(const Window& window) const {
  const auto y = actual(window);
  const std::size_t columns = definitions_.size() * (1 + 2 * request_.forecast.coverages.size());
  return {number_,
          window.end,
          {y.begin(), y.end()},
          std::vector<std::vector<double>>(
              columns, std::vector<double>(request_.plan.horizon,
                                           std::numeric_limits<double>::quiet_NaN()))};
}

void SeriesBacktest::add(std::size_t d, std::size_t w, const Forecast& forecast) {
  const auto& coverages = request_.forecast.coverages;
  const auto y = actual(windows_[w]);
  const std::size_t num_bounds = 2 * coverages.size();
  const std::vector<double> table = quantile_table(forecast, levels_of(coverages));
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

void SeriesBacktest::evaluate_benchmark(const AnyDefinition& benchmark) {
  for (std::size_t w = 0; w < windows_.size(); ++w) {
    const auto fitted = benchmark.fit(known(w));
    if (!fitted) continue;
    const Forecast forecast = fitted->forecast(request_.plan.horizon);
    const auto y = actual(windows_[w]);
    for (std::size_t k = 0; k < y.size(); ++k) {
      const double mean = forecast.mean()[k];
      result_.by_step.back()[k].add(y[k], {.mean = mean, .median = mean}, scales_[w], {});
    }
  }
}
}  // namespace foretell

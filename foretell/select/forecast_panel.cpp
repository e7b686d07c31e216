#include "foretell/select/forecast_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/base/parallel.hpp"
#include "foretell/base/text_hash.hpp"
#include "foretell/select/fit_batch.hpp"

namespace foretell {
namespace {
bool all_finite(const Forecast& forecast) {
  return std::ranges::all_of(forecast.mean(), [](double value) { return std::isfinite(value); });
}
}  // namespace

std::uint64_t stream_of(std::string_view id) {
  return text_hash(id);
}

ForecastBlock empty_block(std::size_t first, std::size_t count, std::size_t num_models,
                          const ForecastRequest& request) {
  ForecastBlock block{first, count, {}, {}};
  const std::size_t width = 1 + 2 * request.coverages.size();
  block.columns.assign(
      num_models * width,
      std::vector<double>(count * request.horizon, std::numeric_limits<double>::quiet_NaN()));
  block.cells.resize(count * num_models);
  return block;
}

void write_forecast(ForecastBlock& block, std::size_t series, std::size_t model, Forecast forecast,
                    const ForecastRequest& request) {
  const std::size_t width = 1 + 2 * request.coverages.size();
  const std::size_t num_models = block.columns.size() / width;
  if (!all_finite(forecast)) {
    block.cells[series * num_models + model].error =
        Error{ErrorCode::kNotFinite, "the forecast leaves the range of numbers", ""};
  }
  if (request.non_negative) forecast.clip_below(0);
  const std::size_t row = series * request.horizon;
  const auto columns = std::span(block.columns).subspan(model * width, width);
  std::ranges::copy(forecast.mean(), columns[0].begin() + static_cast<std::ptrdiff_t>(row));
  for (std::size_t c = 0; c < request.coverages.size(); ++c) {
    const double tail = (1 - request.coverages[c]) / 2;
    forecast.quantiles(tail, std::span(columns[1 + 2 * c]).subspan(row, request.horizon));
    forecast.quantiles(1 - tail, std::span(columns[2 + 2 * c]).subspan(row, request.horizon));
  }
}

namespace {
// Forecasts of one series from its fitted model, into the block.
void write_outcome(ForecastBlock& block, const Series& series, std::size_t i, std::size_t model,
                   FitOutcome outcome, const ForecastRequest& request) {
  const std::size_t num_models = block.cells.size() / block.num_series;
  Cell& cell = block.cells[i * num_models + model];
  cell.error = std::move(outcome.error);
  cell.fallback = std::move(outcome.fallback);
  if (!outcome.fitted) return;
  SimulationOptions simulation = request.simulation;
  simulation.stream = stream_of(series.id);
  write_forecast(block, i, model,
                 outcome.fitted->forecast(request.horizon, simulation, series.future()), request);
  if (cell.error && cell.error->where.empty()) {
    cell.error->where = fmt::format("series {}", series.id);
  }
  if (request.keep_models) cell.fitted = std::move(outcome.fitted);
}
}  // namespace

ForecastBlock forecast_block(const Panel& panel, std::size_t first, std::size_t count,
                             std::span<const AnyDefinition> definitions,
                             const ForecastRequest& request) {
  ForecastBlock block = empty_block(first, count, definitions.size(), request);
  const auto chunks = chunks_of(panel, first, count);
  parallel_for(chunks.size(), 1, [&](std::size_t c) {
    std::vector<Series> series;
    for (std::size_t i = 0; i < chunks[c].count; ++i) {
      series.push_back(panel.series(chunks[c].first + i));
    }
    for (std::size_t d = 0; d < definitions.size(); ++d) {
      auto outcomes = fit_or_fall_back(definitions[d], series, request.horizon, request.fallbacks);
      for (std::size_t i = 0; i < series.size(); ++i) {
        write_outcome(block, series[i], chunks[c].first - first + i, d, std::move(outcomes[i]),
                      request);
      }
    }
  });
  return block;
}

std::string percent_text(double coverage) {
  return fmt::format("{:g}", std::round(coverage * 1e6) / 1e4);
}

std::vector<std::string> column_names(std::span<const AnyDefinition> definitions,
                                      std::span<const double> coverages) {
  std::vector<std::string> names;
  for (const AnyDefinition& definition : definitions) {
    names.push_back(definition.word());
    for (const double coverage : coverages) {
      names.push_back(fmt::format("{}-lo-{}", definition.word(), percent_text(coverage)));
      names.push_back(fmt::format("{}-hi-{}", definition.word(), percent_text(coverage)));
    }
  }
  return names;
}
}  // namespace foretell

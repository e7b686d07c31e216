#include "foretell/select/forecaster_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "foretell/base/parallel.hpp"
#include "foretell/base/stop.hpp"
#include "foretell/models/check.hpp"
#include "foretell/panel/format_time.hpp"
#include "foretell/select/fit_batch.hpp"

namespace foretell {
namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBlock = 1024;

std::string place_of(const Forecaster& forecaster, std::size_t i) {
  return fmt::format("series {}", forecaster.ids[i]);
}

std::string time_of(const Forecaster& forecaster, std::int64_t ordinal) {
  return format_time(forecaster.frequency, forecaster.time_zone, ordinal);
}

// The regressors of the steps after the last observation of each series; empty where there are
// none.
class FutureRows {
 public:
  FutureRows(const Forecaster& forecaster, const Panel* future)
      : forecaster_(forecaster), future_(future) {
    for (std::size_t i = 0; future != nullptr && i < future->size(); ++i) {
      numbers_.emplace(future->id(i), i);
    }
  }

  /// Rows of series i from its next step on.
  [[nodiscard]] Regressors of(std::size_t i) const {
    if (future_ == nullptr) return {};
    const auto found = numbers_.find(forecaster_.ids[i]);
    if (found == numbers_.end()) return {};
    const Series rows = future_->series(found->second);
    const std::int64_t skip = forecaster_.next[i] - rows.start;
    if (skip < 0) return {};
    return rows.regressors.from(static_cast<std::size_t>(skip));
  }

 private:
  const Forecaster& forecaster_;
  const Panel* future_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
};

// Why a model cannot look ahead, if it cannot.
std::optional<Error> unknown_rows(const Forecaster& forecaster, std::size_t cell,
                                  const Regressors& x, std::size_t horizon) {
  const std::size_t d = cell % forecaster.definitions.size();
  const bool stands_in = !forecaster.stand_ins.empty() && forecaster.stand_ins[cell] != 0;
  if (forecaster.regressors.empty() || stands_in || !forecaster.definitions[d].uses_regressors()) {
    return std::nullopt;
  }
  if (x.empty()) {
    return Error{ErrorCode::kMissingValues,
                 "the steps to forecast: their regressors are needed; give them with --future", ""};
  }
  auto error = check_rows(x, horizon);
  if (error) error->message = "the steps to forecast: " + error->message;
  return error;
}

struct News {
  std::size_t series;    // of the forecaster
  std::size_t in_panel;  // of the new rows
  std::size_t num_gaps;  // steps between
};

Result<std::vector<News>> match(const Forecaster& forecaster, const Panel& news) {
  if (news.frequency() != forecaster.frequency) {
    return fail(ErrorCode::kFrequency,
                fmt::format("the new rows are {}, the forecaster is {}", describe(news.frequency()),
                            describe(forecaster.frequency)));
  }
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < forecaster.ids.size(); ++i) numbers.emplace(forecaster.ids[i], i);
  std::vector<News> result;
  for (std::size_t k = 0; k < news.size(); ++k) {
    const auto found = numbers.find(news.id(k));
    if (found == numbers.end()) {
      return fail(ErrorCode::kUnknownName,
                  fmt::format("series {} was not fitted; fit a forecaster to it", news.id(k)));
    }
    const std::int64_t next = forecaster.next[found->second];
    if (news.start(k) < next) {
      return fail(ErrorCode::kDuplicate,
                  fmt::format("the forecaster knows the values up to {}, the new rows begin at {}; "
                              "give only rows after it",
                              time_of(forecaster, next - 1), time_of(forecaster, news.start(k))),
                  place_of(forecaster, found->second));
    }
    result.push_back({found->second, k, static_cast<std::size_t>(news.start(k) - next)});
  }
  return result;
}

// New observations of one series with the gap before them.
struct Continuation {
  std::vector<double> values;
  std::vector<double> rows;  // of the regressors, column by column
};

Continuation continuation_of(const Series& news, std::size_t num_gaps) {
  Continuation result{std::vector<double>(num_gaps, kMissing), {}};
  result.values.insert(result.values.end(), news.values.begin(), news.values.end());
  for (std::size_t c = 0; c < news.regressors.size(); ++c) {
    const auto column = news.regressors.column(c).first(news.size());
    result.rows.insert(result.rows.end(), num_gaps, kMissing);
    result.rows.insert(result.rows.end(), column.begin(), column.end());
  }
  return result;
}
}  // namespace

std::int64_t owner_of(const std::string& fallback, std::span<const AnyDefinition> fallbacks) {
  for (std::size_t k = 0; k < fallbacks.size(); ++k) {
    if (fallbacks[k].word() == fallback) return static_cast<std::int64_t>(k) + 1;
  }
  return 0;
}

FittedPanel fit_forecaster(const Panel& panel, std::vector<AnyDefinition> definitions,
                           std::vector<AnyDefinition> fallbacks,
                           const std::function<void(std::size_t)>& progress) {
  const std::size_t num_definitions = definitions.size();
  FittedPanel result{blank_forecaster(panel, std::move(definitions)), {}};
  Forecaster& forecaster = result.forecaster;
  forecaster.fallbacks = std::move(fallbacks);
  forecaster.models.resize(panel.size() * num_definitions);
  forecaster.stand_ins.resize(panel.size() * num_definitions);
  result.cells.resize(panel.size() * num_definitions);
  for (std::size_t first = 0; first < panel.size() && !stop_requested(); first += kBlock) {
    const std::size_t count = std::min(kBlock, panel.size() - first);
    const auto chunks = chunks_of(panel, first, count);
    parallel_for(chunks.size() * num_definitions, 1, [&](std::size_t k) {
      const SeriesChunk& chunk = chunks[k / num_definitions];
      const std::size_t d = k % num_definitions;
      std::vector<Series> series;
      for (std::size_t i = 0; i < chunk.count; ++i) series.push_back(panel.series(chunk.first + i));
      auto outcomes = fit_or_fall_back(forecaster.definitions[d], series, 0, forecaster.fallbacks);
      for (std::size_t i = 0; i < chunk.count; ++i) {
        const std::size_t c = (chunk.first + i) * num_definitions + d;
        FitOutcome& outcome = outcomes[i];
        result.cells[c] = {std::move(outcome.error), std::move(outcome.fallback), std::nullopt};
        forecaster.stand_ins[c] = owner_of(result.cells[c].fallback, forecaster.fallbacks);
        forecaster.models[c] = std::move(outcome.fitted);
      }
    });
    if (progress) progress(first + count);
  }
  return result;
}

ForecastBlock predict_block(const Forecaster& forecaster, std::size_t first, std::size_t count,
                            const ForecastRequest& request, const Panel* future) {
  const std::size_t num_definitions = forecaster.definitions.size();
  ForecastBlock block = empty_block(first, count, num_definitions, request);
  const FutureRows rows(forecaster, future);
  parallel_for(count, 16, [&](std::size_t i) {
    SimulationOptions simulation = request.simulation;
    simulation.stream = stream_of(forecaster.ids[first + i]);
    const Regressors x = rows.of(first + i);
    for (std::size_t d = 0; d < num_definitions; ++d) {
      const std::size_t c = (first + i) * num_definitions + d;
      Cell& cell = block.cells[i * num_definitions + d];
      cell.error = unknown_rows(forecaster, c, x, request.horizon);
      if (!forecaster.models[c]) {
        cell.error = Error{ErrorCode::kUnsupported, "no model was fitted", ""};
      }
      if (!cell.error) {
        write_forecast(block, i, d, forecaster.models[c]->forecast(request.horizon, simulation, x),
                       request);
      }
      if (cell.error) cell.error->where = place_of(forecaster, first + i);
    }
  });
  return block;
}

Result<std::vector<Error>> update_forecaster(Forecaster& forecaster, const Panel& news) {
  const auto matched = match(forecaster, news);
  if (!matched) return fail(matched.error());
  const std::size_t num_definitions = forecaster.definitions.size();
  std::vector<std::optional<Error>> errors(matched->size() * num_definitions);
  parallel_for(matched->size(), 16, [&](std::size_t k) {
    const auto& [i, in_panel, num_gaps] = (*matched)[k];
    const Series series = news.series(in_panel);
    const Continuation next = continuation_of(series, num_gaps);
    const Regressors x =
        next.rows.empty() ? Regressors{} : Regressors(series.regressors.names(), next.rows);
    for (std::size_t d = 0; d < num_definitions; ++d) {
      auto& model = forecaster.models[i * num_definitions + d];
      if (!model) continue;
      if (auto done = model->update(next.values, x); !done) {
        errors[k * num_definitions + d] = std::move(done.error());
        errors[k * num_definitions + d]->where = place_of(forecaster, i);
        model.reset();
      }
    }
    forecaster.next[i] += static_cast<std::int64_t>(next.values.size());
  });
  std::vector<Error> result;
  for (auto& error : errors) {
    if (error) result.push_back(std::move(*error));
  }
  return result;
}

std::vector<std::vector<double>> simulate_block(const Forecaster& forecaster, std::size_t first,
                                                std::size_t count, const ForecastRequest& request,
                                                const Panel* future) {
  const std::size_t num_definitions = forecaster.definitions.size();
  const std::size_t num_paths = request.simulation.num_paths;
  const std::size_t horizon = request.horizon;
  std::vector<std::vector<double>> result(
      num_definitions, std::vector<double>(count * num_paths * horizon, kMissing));
  const FutureRows rows(forecaster, future);
  parallel_for(count, 4, [&](std::size_t i) {
    const Regressors x = rows.of(first + i);
    for (std::size_t d = 0; d < num_definitions; ++d) {
      const std::size_t c = (first + i) * num_definitions + d;
      if (!forecaster.models[c] || unknown_rows(forecaster, c, x, horizon)) continue;
      Rng rng(request.simulation.seed, stream_of(forecaster.ids[first + i]));
      for (std::size_t p = 0; p < num_paths && !stop_requested(); ++p) {
        const auto path = forecaster.models[c]->simulate(horizon, rng, x);
        std::ranges::copy(
            path, result[d].begin() + static_cast<std::ptrdiff_t>((i * num_paths + p) * horizon));
      }
    }
  });
  return result;
}

Result<void> check_seen(const Forecaster& forecaster, const Panel& panel) {
  if (panel.size() != forecaster.ids.size()) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("the data have {} series, the forecaster has {}; give the rows that it "
                            "was fitted to and updated with",
                            panel.size(), forecaster.ids.size()));
  }
  for (std::size_t i = 0; i < panel.size(); ++i) {
    const std::int64_t next = panel.start(i) + static_cast<std::int64_t>(panel.length(i));
    if (panel.id(i) == forecaster.ids[i] && next == forecaster.next[i]) continue;
    return fail(ErrorCode::kInvalidOption,
                fmt::format("the data end at {} of series {}, the forecaster at {} of series {}; "
                            "give the rows that it was fitted to and updated with",
                            time_of(forecaster, next - 1), panel.id(i),
                            time_of(forecaster, forecaster.next[i] - 1), forecaster.ids[i]));
  }
  return {};
}

Result<std::vector<std::vector<double>>> one_step_values(const Forecaster& forecaster,
                                                         const Panel& panel, OneStep what) {
  if (auto good = check_seen(forecaster, panel); !good) return fail(std::move(good.error()));
  std::vector<std::size_t> begins(panel.size() + 1, 0);
  for (std::size_t i = 0; i < panel.size(); ++i) begins[i + 1] = begins[i] + panel.length(i);
  const std::size_t num_definitions = forecaster.definitions.size();
  std::vector<std::vector<double>> result(num_definitions,
                                          std::vector<double>(begins.back(), kMissing));
  parallel_for(panel.size(), 16, [&](std::size_t i) {
    const Series series = panel.series(i);
    const Regressors x = series.regressors.between(0, series.size());
    for (std::size_t d = 0; d < num_definitions; ++d) {
      const auto& model = forecaster.models[i * num_definitions + d];
      if (!model) continue;
      const auto values = what == OneStep::kFitted ? model->fitted(series.values, x)
                                                   : model->residuals(series.values, x);
      std::ranges::copy(values, result[d].begin() + static_cast<std::ptrdiff_t>(begins[i]));
    }
  });
  return result;
}

Panel keys_of(const Forecaster& forecaster) {
  Panel panel(forecaster.frequency, forecaster.time_zone, forecaster.periods);
  for (std::size_t i = 0; i < forecaster.ids.size(); ++i) {
    panel.add(forecaster.ids[i], forecaster.next[i], {});
  }
  return panel;
}
}  // namespace foretell

#include "foretell/select/fit_batch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/base/parallel.hpp"
#include "foretell/models/check.hpp"

namespace foretell {
std::optional<Error> check_future(const AnyDefinition& definition, const Series& series,
                                  std::size_t horizon) {
  if (series.regressors.empty() || !definition.uses_regressors()) return std::nullopt;
  auto error = check_rows(series.future(), horizon);
  if (error) error->message = "the steps to forecast: " + error->message;
  return error;
}

namespace {
// Which series a definition may try, and why not the others.
std::vector<std::size_t> allowed(const AnyDefinition& definition, std::span<const Series> series,
                                 std::size_t horizon, std::vector<FitOutcome>& outcomes) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < series.size(); ++i) {
    outcomes[i].error = check_future(definition, series[i], horizon);
    if (!outcomes[i].error) numbers.push_back(i);
  }
  return numbers;
}

std::vector<Result<AnyFitted>> fit_some(const AnyDefinition& definition,
                                        std::span<const Series> series,
                                        std::span<const std::size_t> numbers) {
  std::vector<Series> some;
  some.reserve(numbers.size());
  for (const std::size_t i : numbers) some.push_back(series[i]);
  return definition.fit_many(some);
}
}  // namespace

std::vector<FitOutcome> fit_or_fall_back(const AnyDefinition& definition,
                                         std::span<const Series> series, std::size_t horizon,
                                         std::span<const AnyDefinition> fallbacks) {
  std::vector<FitOutcome> outcomes(series.size());
  const auto numbers = allowed(definition, series, horizon, outcomes);
  auto models = fit_some(definition, series, numbers);
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    FitOutcome& outcome = outcomes[numbers[k]];
    if (models[k]) {
      outcome.fitted = std::move(*models[k]);
    } else {
      outcome.error = std::move(models[k].error());
    }
  }
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!outcomes[i].error) continue;
    open.push_back(i);
    auto& where = outcomes[i].error->where;
    if (where.empty()) where = fmt::format("series {}", series[i].id);
  }
  for (const AnyDefinition& fallback : fallbacks) {
    if (open.empty()) break;
    auto stand_ins = fit_some(fallback, series, open);
    std::vector<std::size_t> still_open;
    for (std::size_t k = 0; k < open.size(); ++k) {
      if (!stand_ins[k]) {
        still_open.push_back(open[k]);
        continue;
      }
      outcomes[open[k]].fitted = std::move(*stand_ins[k]);
      outcomes[open[k]].fallback = fallback.word();
    }
    open = std::move(still_open);
  }
  return outcomes;
}

std::vector<SeriesChunk> chunks_of(const Panel& panel, std::size_t first, std::size_t count) {
  constexpr std::size_t kMostSeries = 128, kMostObservations = 16384;
  constexpr std::size_t kChunksPerThread = 4;
  std::size_t total = 0;
  for (std::size_t i = 0; i < count; ++i) total += panel.series(first + i).size();
  const std::size_t fair = total / (kChunksPerThread * num_threads()) + 1;
  const std::size_t most = std::min(kMostObservations, fair);
  std::vector<SeriesChunk> chunks;
  std::size_t observations = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const bool full = chunks.empty() || observations >= most || chunks.back().count == kMostSeries;
    if (full) {
      chunks.push_back({first + i, 0});
      observations = 0;
    }
    ++chunks.back().count;
    observations += panel.series(first + i).size();
  }
  return chunks;
}
}  // namespace foretell

#include "apps/calls/forecast_call.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/select/catalog.hpp"

namespace foretell::calls {
namespace {
constexpr std::int64_t kLongestHorizon = 100000;
constexpr std::size_t kRowsPerBlock = 200000;

std::vector<AnyDefinition> usual_fallbacks() {
  auto fallbacks = define_all("seasonal_naive,naive");
  return fallbacks ? std::move(*fallbacks) : std::vector<AnyDefinition>{};
}

// Ids and time stamps of `horizon` steps of each series of a block.
std::vector<Column> keys_of(const Panel& panel, const ForecastBlock& block, std::size_t horizon) {
  const std::size_t rows = block.num_series * horizon;
  IdColumn ids{&panel, {}};
  TimeColumn times{&panel, {}};
  ids.series.reserve(rows);
  times.ordinals.reserve(rows);
  for (std::size_t i = block.first; i < block.first + block.num_series; ++i) {
    const std::int64_t next = panel.start(i) + static_cast<std::int64_t>(panel.length(i));
    for (std::size_t k = 0; k < horizon; ++k) {
      ids.series.push_back(static_cast<std::uint32_t>(i));
      times.ordinals.push_back(next + static_cast<std::int64_t>(k));
    }
  }
  return {{"unique_id", std::move(ids)}, {"ds", std::move(times)}};
}
}  // namespace

Result<std::vector<AnyDefinition>> ForecastCall::definitions() const {
  auto defined = define_all(models);
  if (!defined || select.empty()) return defined;
  return define_all(fmt::format("best({},by={},horizon={})", models, select, horizon));
}

Result<ForecastRequest> ForecastCall::request() const {
  if (horizon < 1 || horizon > kLongestHorizon) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("--horizon {} must lie between 1 and {}", horizon, kLongestHorizon));
  }
  if (num_paths < 100 || num_paths > 1000000) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("--paths {} must lie between 100 and 1000000", num_paths));
  }
  auto shares = coverage_shares(coverages);
  if (!shares) return fail(std::move(shares.error()));
  ForecastRequest request;
  request.horizon = static_cast<std::size_t>(horizon);
  request.coverages = std::move(*shares);
  request.simulation.seed = seed;
  request.simulation.num_paths = num_paths;
  request.non_negative = non_negative;
  if (!no_fallback) request.fallbacks = usual_fallbacks();
  return request;
}

Result<std::vector<double>> coverage_shares(std::vector<double> percent) {
  std::sort(percent.begin(), percent.end());
  percent.erase(std::unique(percent.begin(), percent.end()), percent.end());
  for (double& value : percent) {
    if (!(value >= 1 && value <= 99.999)) {
      return fail(
          ErrorCode::kInvalidOption,
          fmt::format("--coverage {:g} must lie between 1 and 99.999 (percent){}", value,
                      value > 0 && value < 1 ? fmt::format("; did you mean {:g}?", 100 * value)
                                             : std::string{}));
    }
    value /= 100;
  }
  return percent;
}

std::size_t series_per_block(std::size_t horizon) {
  return std::max<std::size_t>(64, kRowsPerBlock / horizon);
}

std::vector<Column> forecast_table(const Panel& panel, const ForecastBlock& block,
                                   std::vector<std::vector<double>> numbers,
                                   std::span<const AnyDefinition> definitions,
                                   const ForecastRequest& request, bool chosen) {
  std::vector<Column> table = keys_of(panel, block, request.horizon);
  auto names = column_names(definitions, request.coverages);
  if (chosen) {
    for (std::string& name : names) name.replace(0, definitions.front().word().size(), "best");
  }
  for (std::size_t c = 0; c < names.size(); ++c) {
    table.push_back({names[c], std::move(numbers[c])});
  }
  if (chosen) {
    std::vector<std::string> models;
    for (const Cell& cell : block.cells) {
      models.insert(models.end(), request.horizon,
                    cell.fitted ? cell.fitted->describe().name : std::string{});
    }
    table.push_back({"model", std::move(models)});
  }
  return table;
}
}  // namespace foretell::calls

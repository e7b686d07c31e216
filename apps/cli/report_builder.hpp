#pragma once
#include <span>
#include <string>
#include <vector>

#include "apps/cli/forecast_run.hpp"

namespace foretell::cli {
/// What the page of a forecast is made of. Everything belongs to the caller.
struct ForecastReport {
  const ForecastOptions& options;
  const PanelFile& file;
  std::span<const AnyDefinition> definitions;
  const ForecastRequest& request;
  std::span<const ForecastBlock> blocks;  ///< of the first series, with their fitted models
  const BacktestResult* evaluation;       ///< null: no leaderboard
  std::span<const AnyDefinition> evaluated;
};
[[nodiscard]] Result<std::string> forecast_page(const ForecastReport& source);

/// What the page of a backtest is made of.
struct BacktestReport {
  const std::string& input;
  const std::string& call;  ///< the command line
  std::size_t report_series;
  const PanelFile& file;
  std::span<const AnyDefinition> definitions;
  const BacktestRequest& request;
  const BacktestResult& result;
  std::span<const WindowResult> windows;  ///< of the first series
};
[[nodiscard]] Result<std::string> backtest_page(const BacktestReport& source);
}  // namespace foretell::cli

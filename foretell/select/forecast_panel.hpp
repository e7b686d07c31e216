#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/panel/panel.hpp"

namespace foretell {
/// What is asked of every series of a panel.
struct ForecastRequest {
  std::size_t horizon = 1;               ///< steps, ≥ 1
  std::vector<double> coverages;         ///< of the intervals, in (0, 1), ascending; may be empty
  SimulationOptions simulation;          ///< the stream of a series is stream_of its id
  bool non_negative = false;             ///< clip means and quantiles at zero
  std::vector<AnyDefinition> fallbacks;  ///< tried in turn where a model refuses a series
  bool keep_models = false;              ///< keep the fitted models in the block
};

/// The stream of random numbers of a series: a hash of its id, so that what is drawn for it does
/// not depend on which other series stand beside it, nor on which machine.
///   Source  FNV-1a, 64 bits: Fowler, Noll & Vo, RFC 9923
[[nodiscard]] std::uint64_t stream_of(std::string_view id);

/// How one model fared on one series.
struct Cell {
  std::optional<Error> error;  ///< why the model refused the series
  std::string fallback;        ///< the model that stood in for it; empty: none needed or none could
  std::optional<AnyFitted> fitted;  ///< with keep_models
};

/// The forecasts of consecutive series of a panel, as columns of a table.
///   Shapes  columns [models · (1 + 2 C)], each [num_series · horizon]: per model the mean, then lo
///   and
///           hi of each coverage; row (i − first) · horizon + k is step k of series i; NaN where
///           even the fallbacks refused.   cells [num_series · models], series by series
struct ForecastBlock {
  std::size_t first = 0;
  std::size_t num_series = 0;
  std::vector<std::vector<double>> columns;
  std::vector<Cell> cells;
};

/// Fits each definition to each series [first, first + count) and forecasts, on all threads. One
/// bad series never stops the others. The result does not depend on the block nor on the threads.
[[nodiscard]] ForecastBlock forecast_block(const Panel& panel, std::size_t first, std::size_t count,
                                           std::span<const AnyDefinition> definitions,
                                           const ForecastRequest& request);

/// A block without forecasts: all NaN.
[[nodiscard]] ForecastBlock empty_block(std::size_t first, std::size_t count,
                                        std::size_t num_models, const ForecastRequest& request);

/// Writes one forecast into a block's columns, clipped where asked for; its cell gets an error if
/// the mean is not finite.
///   Units  series: its number in the block
void write_forecast(ForecastBlock& block, std::size_t series, std::size_t model, Forecast forecast,
                    const ForecastRequest& request);

/// The names of the columns of a block: "theta", "theta-lo-80", "theta-hi-80", …
[[nodiscard]] std::vector<std::string> column_names(std::span<const AnyDefinition> definitions,
                                                    std::span<const double> coverages);

/// "80", "97.5": a coverage in percent as it stands in column names.
[[nodiscard]] std::string percent_text(double coverage);
}  // namespace foretell

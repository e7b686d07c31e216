#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "foretell/ingest/table_writer.hpp"
#include "foretell/select/forecast_panel.hpp"

namespace foretell::calls {
/// What a user asks of a forecast, in the words that the command and Python share, with their
/// defaults.
struct ForecastCall {
  std::int64_t horizon = 0;
  std::string models = "auto";
  std::string select;                     ///< how one model per series is chosen; empty: keep all
  std::vector<double> coverages{80, 95};  ///< percent
  std::size_t num_paths = SimulationOptions{}.num_paths;
  bool non_negative = false;
  bool no_fallback = false;
  std::uint64_t seed = 42;

  /// The models, or the one that chooses among them.
  ///   Errors  as define_all
  [[nodiscard]] Result<std::vector<AnyDefinition>> definitions() const;
  ///   Errors  kInvalidOption (horizon, paths, coverage out of bounds)
  [[nodiscard]] Result<ForecastRequest> request() const;
};

/// Coverages in percent, checked and ascending, as shares: {80, 95} → {0.80, 0.95}.
///   Errors  kInvalidOption
[[nodiscard]] Result<std::vector<double>> coverage_shares(std::vector<double> percent);

/// How many series make a block: about 200,000 rows of the answer.
[[nodiscard]] std::size_t series_per_block(std::size_t horizon);

/// The columns of an answer: unique_id, ds, those of each model and, where one model per series was
/// chosen, which.
///   Shapes  numbers: the columns of the block, copied or moved out of it
[[nodiscard]] std::vector<Column> forecast_table(const Panel& panel, const ForecastBlock& block,
                                                 std::vector<std::vector<double>> numbers,
                                                 std::span<const AnyDefinition> definitions,
                                                 const ForecastRequest& request, bool chosen);
}  // namespace foretell::calls

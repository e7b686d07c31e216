#pragma once
#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "foretell/diagnose/advice.hpp"
#include "foretell/ingest/table_writer.hpp"
#include "foretell/panel/format_time.hpp"

namespace foretell::calls {
/// One series of the panel with what was found.
struct Analyzed {
  std::size_t series;  ///< its number in the panel
  SeriesAnalysis analysis;
  Advice advice;
};

/// What was found over the whole panel.
struct PanelFindings {
  std::size_t series = 0;
  std::map<std::size_t, std::size_t> seasons;       ///< series by the length of their main season
  std::array<std::size_t, kNumFeatures> counted{};  ///< series whose feature is above zero
  std::map<std::string, std::size_t> demands;
  std::map<std::string, std::size_t> failed;  ///< series by the part that could not be computed

  void add(const SeriesAnalysis& analysis);
  /// In sentences, e.g. "96 of 120 series have a season of 12."
  [[nodiscard]] std::vector<std::string> sentences() const;
};

/// Analyzes series [first, first + count) of a panel on all threads.
[[nodiscard]] std::vector<Analyzed> analyze_block(const Panel& panel, const TimeFormat& format,
                                                  std::size_t first, std::size_t count);

/// One row per series: unique_id, the features, demand, finding, not_computed.
[[nodiscard]] std::vector<Column> analysis_table(const Panel& panel,
                                                 std::span<const Analyzed> block);
/// The kind of demand in a word; empty where it is not intermittent demand.
[[nodiscard]] std::string demand_text(const SeriesAnalysis& analysis);
}  // namespace foretell::calls

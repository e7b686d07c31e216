#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/options.hpp"
#include "foretell/diagnose/advice.hpp"
#include "foretell/ingest/table_writer.hpp"
#include "foretell/panel/format_time.hpp"

namespace foretell::cli {
/// The call of `foretell analyze`.
struct AnalyzeOptions {
  std::string call;  ///< the command line, for the page
  std::string input;
  RunOptions run;
  TableOptions table;
  std::string models;  ///< words of models whose residuals are diagnosed; often empty
  std::string output;
  std::string report;
  std::size_t report_series = 200;
};

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

/// One run of the verb: analyzes block by block, writes each block to the table, keeps the worst
/// series for terminal, JSON and page. Memory beside the panel does not grow with its size.
class AnalyzeRun {
 public:
  explicit AnalyzeRun(const AnalyzeOptions& options) : options_(options) {}
  [[nodiscard]] Outcome run();

 private:
  [[nodiscard]] Outcome prepare();
  [[nodiscard]] Outcome analyze_all();
  [[nodiscard]] std::vector<Analyzed> analyze_block(std::size_t first, std::size_t count) const;
  [[nodiscard]] Outcome write_files();
  void keep_worst(std::vector<Analyzed> block);
  void print_summary() const;
  void print_json() const;

  const AnalyzeOptions& options_;
  std::vector<AnyDefinition> definitions_;
  PanelFile file_;
  std::optional<TimeFormat> format_;
  std::optional<TableWriter> writer_;
  PanelFindings findings_;
  std::vector<Analyzed> worst_;  ///< worst first
  double seconds_ = 0;
};
}  // namespace foretell::cli

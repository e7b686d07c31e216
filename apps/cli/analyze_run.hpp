#pragma once
#include <optional>
#include <string>
#include <vector>

#include "apps/calls/analysis_table.hpp"
#include "apps/cli/options.hpp"

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

using calls::Analyzed;
using calls::PanelFindings;

/// One run of the verb: analyzes block by block, writes each block to the table, keeps the worst
/// series for terminal, JSON and page. Memory beside the panel does not grow with its size.
class AnalyzeRun {
 public:
  explicit AnalyzeRun(const AnalyzeOptions& options) : options_(options) {}
  [[nodiscard]] Outcome run();

 private:
  [[nodiscard]] Outcome prepare();
  [[nodiscard]] Outcome analyze_all();
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

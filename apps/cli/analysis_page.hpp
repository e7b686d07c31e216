#pragma once
#include <span>
#include <string>

#include "apps/cli/analyze_run.hpp"

namespace foretell::cli {
/// What the page of an analysis is made of. Everything belongs to the caller.
struct AnalysisPage {
  const AnalyzeOptions& options;
  const PanelFile& file;
  std::span<const AnyDefinition> definitions;  ///< fitted here to each series, for their residuals
  const PanelFindings& findings;
  std::span<const Analyzed> worst;
  const TimeFormat& format;
};
[[nodiscard]] Result<std::string> analysis_page(const AnalysisPage& source);
}  // namespace foretell::cli

#include "apps/calls/panel_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apps/calls/text_table.hpp"

namespace foretell::calls {
std::string describe_input(const std::string& path, const PanelFile& file) {
  const Panel& panel = file.panel;
  const auto periods = panel.periods();
  std::string text = fmt::format(
      "{}: {} series, {} rows, {}{}, {}", path == "-" ? "standard input" : path,
      grouped(panel.size()), grouped(file.num_rows), describe(panel.frequency()),
      file.frequency_inferred ? " (inferred)" : "",
      periods.empty() || periods.back() < 2 ? "no season"
                                            : fmt::format("season {}", fmt::join(periods, ", ")));
  if (file.num_gaps > 0) text += fmt::format(", {} gaps made missing", grouped(file.num_gaps));
  if (file.num_missing > 0) text += fmt::format(", {} empty values", grouped(file.num_missing));
  if (file.num_unsorted > 0) text += fmt::format(", {} series sorted", grouped(file.num_unsorted));
  if (!panel.regressor_names().empty()) {
    text += fmt::format(", regressors: {}", fmt::join(panel.regressor_names(), ", "));
  }
  if (!file.ignored_columns.empty()) {
    text += fmt::format(", unused columns: {}", fmt::join(file.ignored_columns, ", "));
  }
  return text;
}

std::string without_regressors_text(const Panel& panel,
                                    std::span<const AnyDefinition> definitions) {
  if (panel.regressor_names().empty()) return {};
  std::vector<std::string> words;
  for (const AnyDefinition& definition : definitions) {
    if (!definition.uses_regressors()) words.push_back(definition.word());
  }
  if (words.empty()) return {};
  return fmt::format("without the regressors: {}", fmt::join(words, ", "));
}
}  // namespace foretell::calls

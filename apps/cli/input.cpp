#include "apps/cli/input.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apps/cli/progress.hpp"
#include "apps/cli/text_table.hpp"
#include "foretell/base/parallel.hpp"

namespace foretell::cli {
tl::expected<PanelFile, Failure> read_input(const std::string& path, const TableOptions& table,
                                            const RunOptions& run) {
  auto layout = table.resolved();
  if (!layout) return tl::unexpected<Failure>(std::move(layout.error()));
  set_num_threads(run.threads);
  Progress progress("reading", 0, run.quiet);
  auto file = read_panel(path, *layout,
                         [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  if (!file) return wrong_data(std::move(file.error()));
  return std::move(*file);
}

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

nlohmann::ordered_json input_json(const std::string& path, const PanelFile& file) {
  const Panel& panel = file.panel;
  return {{"path", path},
          {"series", panel.size()},
          {"rows", file.num_rows},
          {"frequency", to_string(panel.frequency())},
          {"frequency_inferred", file.frequency_inferred},
          {"season", std::vector<std::size_t>(panel.periods().begin(), panel.periods().end())},
          {"gaps", file.num_gaps},
          {"missing", file.num_missing},
          {"sorted_series", file.num_unsorted},
          {"regressors", std::vector<std::string>(panel.regressor_names().begin(),
                                                  panel.regressor_names().end())},
          {"unused_columns", file.ignored_columns}};
}
}  // namespace foretell::cli

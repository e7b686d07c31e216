#include "apps/cli/input.hpp"

#include "apps/cli/progress.hpp"
#include "foretell/base/parallel.hpp"

namespace foretell::cli {
tl::expected<PanelFile, Failure> read_input(const std::string& path, const TableOptions& table,
                                            const RunOptions& run) {
  auto layout = table.resolved();
  if (!layout) return wrong_call(std::move(layout.error()));
  set_num_threads(run.threads);
  Progress progress("reading", 0, run.quiet);
  auto file = read_panel(path, *layout,
                         [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  if (!file) return wrong_data(std::move(file.error()));
  return std::move(*file);
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

#pragma once
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "apps/cli/options.hpp"
#include "foretell/models/any_model.hpp"

namespace foretell::cli {
/// Reads the verb's table with a progress bar, after setting the number of threads.
[[nodiscard]] tl::expected<PanelFile, Failure> read_input(const std::string& path,
                                                          const TableOptions& table,
                                                          const RunOptions& run);

/// What was read, in one line for people: series, rows, frequency, season, gaps.
[[nodiscard]] std::string describe_input(const std::string& path, const PanelFile& file);
/// Which models do not look at the regressors that were read; empty where all do, or there are
/// none.
[[nodiscard]] std::string without_regressors_text(const Panel& panel,
                                                  std::span<const AnyDefinition> definitions);
/// The same for programs.
[[nodiscard]] nlohmann::ordered_json input_json(const std::string& path, const PanelFile& file);
}  // namespace foretell::cli

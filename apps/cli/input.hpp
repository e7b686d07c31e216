#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "apps/calls/panel_words.hpp"
#include "apps/cli/options.hpp"

namespace foretell::cli {
/// Reads the verb's table with a progress bar, after setting the number of threads.
[[nodiscard]] tl::expected<PanelFile, Failure> read_input(const std::string& path,
                                                          const TableOptions& table,
                                                          const RunOptions& run);

/// What was read, for programs.
[[nodiscard]] nlohmann::ordered_json input_json(const std::string& path, const PanelFile& file);
}  // namespace foretell::cli

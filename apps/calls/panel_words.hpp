#pragma once
#include <span>
#include <string>

#include "foretell/ingest/read_panel.hpp"
#include "foretell/models/any_model.hpp"

namespace foretell::calls {
/// What was read, in one line for people: series, rows, frequency, season, gaps.
[[nodiscard]] std::string describe_input(const std::string& path, const PanelFile& file);
/// Which models do not look at the regressors that were read; empty where all do, or there are
/// none.
[[nodiscard]] std::string without_regressors_text(const Panel& panel,
                                                  std::span<const AnyDefinition> definitions);
}  // namespace foretell::calls

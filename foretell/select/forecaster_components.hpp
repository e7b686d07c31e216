#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/models/components.hpp"
#include "foretell/panel/panel.hpp"
#include "foretell/select/forecaster.hpp"

namespace foretell {
/// The components of each model of a forecaster, and why some have none.
///   Shapes  cells [series · definitions], series by series; of each, parts [values of the series]
struct PanelComponents {
  struct Cell {
    std::optional<Components> components;
    std::optional<Error> error;
  };
  std::vector<Cell> cells;

  /// The names of all parts: level, trend, seasons first, then the others as they come.
  [[nodiscard]] std::vector<std::string> names() const;
};

/// Of the observations that the models have seen.
///   Errors  kInvalidOption (other series than were fitted, or other ends), that of the first model
///           if none has components
[[nodiscard]] Result<PanelComponents> components_of(const Forecaster& forecaster,
                                                    const Panel& panel);
}  // namespace foretell

#pragma once
#include <string>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/panel/panel.hpp"

namespace foretell {
[[nodiscard]] Result<std::string> store_forecaster(const Panel& panel,
                                                   const std::vector<AnyDefinition>& definitions,
                                                   const std::vector<std::vector<double>>& states);
}  // namespace foretell

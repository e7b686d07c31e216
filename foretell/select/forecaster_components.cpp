#include "foretell/select/forecaster_components.hpp"

#include <algorithm>

#include "foretell/base/parallel.hpp"
#include "foretell/select/forecaster_run.hpp"

namespace foretell {
namespace {
/// Where a part stands among the columns of a table.
std::size_t rank_of(const std::string& name) {
  if (name == "level") return 0;
  if (name == "trend") return 1;
  return name.starts_with("season") ? 2 : 3;
}
}  // namespace

std::vector<std::string> PanelComponents::names() const {
  std::vector<std::string> names;
  for (const Cell& cell : cells) {
    if (!cell.components) continue;
    for (const auto& part : cell.components->parts) {
      if (std::find(names.begin(), names.end(), part.name) == names.end()) {
        names.push_back(part.name);
      }
    }
  }
  std::stable_sort(names.begin(), names.end(),
                   [](const auto& a, const auto& b) { return rank_of(a) < rank_of(b); });
  return names;
}

Result<PanelComponents> components_of(const Forecaster& forecaster, const Panel& panel) {
  if (auto good = check_seen(forecaster, panel); !good) return fail(std::move(good.error()));
  const std::size_t num_definitions = forecaster.definitions.size();
  PanelComponents result;
  result.cells.resize(panel.size() * num_definitions);
  parallel_for(panel.size(), 16, [&](std::size_t i) {
    const Series series = panel.series(i);
    const Regressors x = series.regressors.between(0, series.size());
    for (std::size_t d = 0; d < num_definitions; ++d) {
      auto& cell = result.cells[i * num_definitions + d];
      const auto& model = forecaster.models[i * num_definitions + d];
      if (!model) {
        cell.error = Error{ErrorCode::kUnsupported, "no model was fitted", ""};
      } else if (auto made = model->components(series.values, x); made) {
        cell.components = std::move(*made);
      } else {
        cell.error = std::move(made.error());
      }
      if (cell.error) cell.error->where = "series " + forecaster.ids[i];
    }
  });
  const bool none = std::none_of(result.cells.begin(), result.cells.end(),
                                 [](const auto& cell) { return cell.components.has_value(); });
  if (none && !result.cells.empty()) return fail(*result.cells.front().error);
  return result;
}
}  // namespace foretell

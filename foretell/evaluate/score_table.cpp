#include "foretell/evaluate/score_table.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace foretell {
namespace {
struct Bound {
  std::string_view model;
  double coverage;
  bool is_lo;
};

// "theta-lo-97.5" → {theta, 0.975, true}
std::optional<Bound> parse_bound(std::string_view name) {
  const std::size_t last = name.rfind('-');
  if (last == std::string_view::npos || last < 3) return std::nullopt;
  const std::string_view side = name.substr(last - 3, 3);
  if (side != "-lo" && side != "-hi") return std::nullopt;
  const std::string_view digits = name.substr(last + 1);
  double percent = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), percent);
  if (code != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (!(percent > 0 && percent < 100)) return std::nullopt;
  return Bound{name.substr(0, last - 3), percent / 100, side == "-lo"};
}

void find_bounds(std::span<const std::string> names, ModelColumns& model) {
  std::map<double, std::pair<std::optional<std::size_t>, std::optional<std::size_t>>> found;
  for (std::size_t c = 0; c < names.size(); ++c) {
    const auto bound = parse_bound(names[c]);
    if (!bound || bound->model != model.model) continue;
    (bound->is_lo ? found[bound->coverage].first : found[bound->coverage].second) = c;
  }
  for (const auto& [coverage, sides] : found) {
    if (!sides.first || !sides.second) continue;
    model.coverages.push_back(coverage);
    model.bounds.push_back(*sides.first);
    model.bounds.push_back(*sides.second);
  }
}
}  // namespace

Result<std::vector<ModelColumns>> find_models(std::span<const std::string> names,
                                              std::span<const std::string> not_models) {
  std::vector<ModelColumns> models;
  for (std::size_t c = 0; c < names.size(); ++c) {
    if (std::ranges::find(not_models, names[c]) != not_models.end()) continue;
    if (parse_bound(names[c])) continue;
    ModelColumns model{names[c], c, {}, {}};
    find_bounds(names, model);
    models.push_back(std::move(model));
  }
  if (models.empty()) {
    return fail(ErrorCode::kUnknownName, "no numeric column with forecasts of a model");
  }
  return models;
}
}  // namespace foretell

#include "apps/cli/inspection_page.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "apps/calls/inspect_call.hpp"
#include "apps/calls/text_table.hpp"
#include "apps/report/page.hpp"

namespace foretell::cli {
namespace {
std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::vector<report::GateMapReport> maps_of(const GateMap& map) {
  std::vector<report::GateMapReport> maps;
  for (std::size_t gate = 0; gate < map.gates.size(); ++gate) {
    report::GateMapReport one{map.gates[gate]};
    for (std::size_t t = 0; t < map.steps; ++t) {
      const auto* const row = map.values.data() + (t * map.gates.size() + gate) * map.units;
      one.values.insert(one.values.end(), row, row + map.units);
    }
    maps.push_back(std::move(one));
  }
  return maps;
}

report::LayerReport layer_of(const network::LayerFlow& flow, const GateMap& map) {
  report::LayerReport layer{.name = flow.name, .units = map.units, .h = flow.h, .c = flow.c};
  for (const network::GateUse& gate : flow.gates) {
    layer.gates.push_back({gate.name, gate.mean, gate.saturated, gate.spectral_radius});
  }
  layer.time_constants = flow.time_constants;
  layer.maps = maps_of(map);
  return layer;
}
}  // namespace

Result<std::string> inspection_page(const InspectionPage& source) {
  const auto& [flow, gates, inputs] = source.seen;
  report::InspectionData page{.title = name_of(source.model) + " on " + name_of(source.input),
                              .command = source.call};
  page.created = report::created_now();
  page.facts = {{"Predicted steps", calls::grouped(source.held_out.predictions)},
                {"Nats a step", fmt::format("{:.4f}", source.held_out.loss)}};
  if (source.text) {
    page.facts.emplace_back("Bits a character", fmt::format("{:.4f}", source.held_out.bits()));
  }
  page.verdict = calls::verdict_text(flow.verdict);
  page.advice = {fmt::format("{:.3g} of the gradient is left over the greatest distance; {}.",
                             flow.ratio, flow.advice)};
  page.inputs = inputs;
  page.steps = gates.empty() ? 0 : gates.front().steps;
  for (std::size_t k = 0; k < gates.size(); ++k) {
    page.layers.push_back(layer_of(flow.layers[k], gates[k]));
  }
  for (const auto& [name, value] : source.options) page.options.emplace_back(name, value);
  return report::render_inspection(page);
}
}  // namespace foretell::cli

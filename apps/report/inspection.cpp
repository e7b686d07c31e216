#include "apps/report/inspection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "apps/report/base64.hpp"
#include "apps/report/json_parts.hpp"
#include "apps/report/page.hpp"

namespace foretell::report {
namespace {
/// The range that a gate's values are drawn in: [0, 1] or [−1, 1], wider where they are.
std::pair<double, double> range_of(const std::vector<double>& values) {
  double low = 0, high = 1;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value < 0 ? std::min(value, -1.0) : low);
    high = std::max(high, value);
  }
  return {low, high};
}

std::string bytes_of(const std::vector<double>& values, double low, double high) {
  std::string bytes;
  bytes.reserve(values.size());
  for (const double value : values) {
    const double share = std::isfinite(value) ? (value - low) / (high - low) : 0;
    bytes.push_back(static_cast<char>(std::lround(255 * std::clamp(share, 0.0, 1.0))));
  }
  return bytes;
}

void write_gate(JsonWriter& json, const GateUseReport& gate) {
  write(json, "name", gate.name);
  write_number(json, "mean", gate.mean);
  write_number(json, "saturated", gate.saturated);
  write_number(json, "spectral_radius", gate.spectral_radius);
}

void write_map(JsonWriter& json, const GateMapReport& map) {
  const auto [low, high] = range_of(map.values);
  write(json, "gate", map.gate);
  write_number(json, "low", low);
  write_number(json, "high", high);
  write(json, "data", base64(bytes_of(map.values, low, high)));
}

void write_layer(JsonWriter& json, const LayerReport& layer) {
  write(json, "name", layer.name);
  write_integer(json, "units", static_cast<std::int64_t>(layer.units));
  write(json, "h", layer.h);
  write(json, "c", layer.c);
  write_objects(json, "gates", layer.gates, write_gate);
  write(json, "time_constants", layer.time_constants);
  write_objects(json, "maps", layer.maps, write_map);
}

Result<void> check(const InspectionData& data) {
  for (const LayerReport& layer : data.layers) {
    for (const GateMapReport& map : layer.maps) {
      if (map.values.size() == data.steps * layer.units) continue;
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("gate {} of {}: {} values for {} steps of {} units", map.gate,
                              layer.name, map.values.size(), data.steps, layer.units));
    }
  }
  return {};
}
}  // namespace

Result<std::string> inspection_json(const InspectionData& data) {
  if (auto good = check(data); !good) return fail(good.error());
  std::string out;
  JsonWriter json(out);
  json.open('{');
  write_head(json, "inspection", data);
  write(json, "verdict", data.verdict);
  write(json, "advice", data.advice);
  write_integer(json, "steps", static_cast<std::int64_t>(data.steps));
  write(json, "inputs", data.inputs);
  write_objects(json, "layers", data.layers, write_layer);
  write(json, "options", data.options);
  json.close('}');
  return out;
}

Result<std::string> render_inspection(const InspectionData& data) {
  auto json = inspection_json(data);
  if (!json) return json;
  return filled(inspection_page(), *json);
}
}  // namespace foretell::report

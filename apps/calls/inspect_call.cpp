#include "apps/calls/inspect_call.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <type_traits>

#include "apps/calls/sequence_input.hpp"
#include "foretell/tasks/generation/held_out.hpp"
#include "foretell/tasks/generation/inspection.hpp"

namespace foretell::calls {
namespace {
using Json = nlohmann::ordered_json;

/// One tensor: what it is and how large its numbers are.
Json describe(const NamedTensor& tensor) {
  Json json{{"name", tensor.name}, {"shape", tensor.shape}};
  std::visit(
      [&json](const auto& values) {
        using Value = typename std::decay_t<decltype(values)>::value_type;
        json["type"] = std::is_same_v<Value, float>          ? "float"
                       : std::is_same_v<Value, double>       ? "double"
                       : std::is_same_v<Value, std::uint8_t> ? "bytes"
                                                             : "integer";
        json["count"] = values.size();
        if constexpr (std::is_floating_point_v<Value>) {
          double squares = 0, largest = 0;
          for (const Value value : values) {
            squares += static_cast<double>(value) * static_cast<double>(value);
            largest = std::max(largest, std::abs(static_cast<double>(value)));
          }
          json["rms"] =
              values.empty() ? 0 : std::sqrt(squares / static_cast<double>(values.size()));
          json["largest"] = largest;
        }
      },
      tensor.values);
  return json;
}

/// The gradient by distance in time, and how the gates were used.
Json describe(const network::GradientFlow& flow) {
  Json json{{"verdict", verdict_text(flow.verdict)},
            {"advice", flow.advice},
            {"ratio", flow.ratio},
            {"per_step", flow.per_step},
            {"layers", Json::array()}};
  for (const network::LayerFlow& layer : flow.layers) {
    Json gates = Json::array();
    for (const network::GateUse& gate : layer.gates) {
      gates.push_back({{"name", gate.name},
                       {"mean", gate.mean},
                       {"saturated", gate.saturated},
                       {"spectral_radius", gate.spectral_radius}});
    }
    json["layers"].push_back({{"name", layer.name},
                              {"dh_by_distance", layer.h},
                              {"dc_by_distance", layer.c},
                              {"gates", std::move(gates)},
                              {"time_constants", layer.time_constants}});
  }
  return json;
}

/// A heat map per gate: rows are steps, columns units.
Json describe(const GateMap& map) {
  Json json{{"layer", map.layer}, {"gates", Json::object()}};
  for (std::size_t gate = 0; gate < map.gates.size(); ++gate) {
    Json rows = Json::array();
    for (std::size_t t = 0; t < map.steps; ++t) {
      Json row = Json::array();
      for (std::size_t unit = 0; unit < map.units; ++unit) {
        const double value = map.values[(t * map.gates.size() + gate) * map.units + unit];
        row.push_back(std::round(value * 1e4) / 1e4);
      }
      rows.push_back(std::move(row));
    }
    json["gates"][map.gates[gate]] = std::move(rows);
  }
  return json;
}
}  // namespace

std::string_view verdict_text(network::FlowVerdict verdict) {
  if (verdict == network::FlowVerdict::kHealthy) return "healthy";
  return verdict == network::FlowVerdict::kVanishing ? "vanishing" : "exploding";
}

Result<void> inspect_input(SequenceModel& model, const InspectCall& call, Json& report) {
  const auto data = read_sequence_data(call.input, model.alphabet());
  if (!data) return fail(data.error());
  const HeldOut result = held_out(model, *data, SequenceBatchOptions{}.batch);
  const HeldOut rounded =
      held_out(model, *data, SequenceBatchOptions{}.batch, network::Precision::kInt8);
  report["input"] = {{"path", call.input},
                     {"nats", result.loss},
                     {"nats_without_first", result.later_loss},
                     {"nats_int8", rounded.loss},
                     {"predictions", result.predictions}};
  if (model.alphabet().kind == SequenceKind::kText) report["input"]["bits"] = result.bits();
  const auto seen = inspect_sequences(model, *data, call.steps);
  if (!seen) return fail(seen.error());
  report["gradient_flow"] = describe(seen->flow);
  if (call.on_seen) {
    if (auto good = call.on_seen({model, result, *seen}); !good) return good;
  }
  if (!call.gates) return {};
  report["inputs"] = seen->inputs;
  report["gates"] = Json::array();
  for (const GateMap& map : seen->gates) report["gates"].push_back(describe(map));
  return {};
}

Result<Json> inspect_file(const std::string& path, const InspectCall& call) {
  const auto file = read_model_file(path);
  if (!file) return fail(file.error());
  Json report{{"model", path}, {"options", file->metadata}, {"tensors", Json::array()}};
  for (const NamedTensor& tensor : file->tensors) report["tensors"].push_back(describe(tensor));
  if (!file->metadata.contains("task")) {
    if (call.input.empty()) return report;
    return fail(ErrorCode::kUnsupported, "INPUT asks for a model of sequences", path);
  }
  auto model = SequenceModel::load(*file);
  if (!model) return fail(model.error().code, model.error().text(), path);
  report["parameters"] = model->parameters().num_values();
  if (call.input.empty()) return report;
  if (auto good = inspect_input(*model, call, report); !good) return fail(std::move(good.error()));
  return report;
}
}  // namespace foretell::calls

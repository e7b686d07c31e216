#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/calls/text_table.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/inspection_page.hpp"
#include "apps/cli/sequence_input.hpp"
#include "foretell/store/atomic_file.hpp"
#include "foretell/tasks/generation/held_out.hpp"
#include "foretell/tasks/generation/inspection.hpp"

namespace foretell::cli {
namespace {
struct InspectOptions {
  std::string model, input, report, call;
  std::size_t steps = 200;
  bool gates = false, json = false;
};
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

std::string shape_text(const Json& shape) {
  std::string text;
  for (const auto& extent : shape) {
    if (!text.empty()) text += " × ";
    text += extent.dump();
  }
  return text.empty() ? "one" : text;
}

void print_flow(const Json& flow) {
  fmt::print("gradient {}: {:.3g} of it is left over the greatest distance; {}\n\n",
             flow["verdict"].get<std::string>(), flow["ratio"].get<double>(),
             flow["advice"].get<std::string>());
  std::vector<std::vector<std::string>> rows{
      {"layer", "gate", "mean", "saturated", "spectral radius"}};
  for (const auto& layer : flow["layers"]) {
    for (const auto& gate : layer["gates"]) {
      rows.push_back({layer["name"].get<std::string>(), gate["name"].get<std::string>(),
                      calls::short_number(gate["mean"].get<double>()),
                      fmt::format("{:.1f} %", 100 * gate["saturated"].get<double>()),
                      calls::short_number(gate["spectral_radius"].get<double>())});
    }
  }
  fmt::print("{}", calls::text_table(rows));
}

void print_text(const Json& report) {
  for (const auto& [key, value] : report["options"].items()) {
    fmt::print("{:<28} {}\n", key, value.get<std::string>());
  }
  std::vector<std::vector<std::string>> rows{{"tensor", "shape", "numbers", "rms", "largest"}};
  for (const auto& tensor : report["tensors"]) {
    const bool real = tensor.contains("rms");
    rows.push_back({tensor["name"].get<std::string>(), shape_text(tensor["shape"]),
                    calls::grouped(tensor["count"].get<std::size_t>()),
                    real ? calls::short_number(tensor["rms"].get<double>()) : "",
                    real ? calls::short_number(tensor["largest"].get<double>()) : ""});
  }
  fmt::print("\n{}", calls::text_table(rows));
  if (report.contains("parameters")) {
    fmt::print("\n{} parameters\n", calls::grouped(report["parameters"].get<std::size_t>()));
  }
  if (!report.contains("input")) return;
  const Json& input = report["input"];
  fmt::print("{}: {:.4f} nats a step over {} steps", input["path"].get<std::string>(),
             input["nats"].get<double>(), calls::grouped(input["predictions"].get<std::size_t>()));
  if (input.contains("bits")) fmt::print(", {:.4f} bits", input["bits"].get<double>());
  fmt::print("; with weights in eight bits {:.4f} nats\n", input["nats_int8"].get<double>());
  print_flow(report["gradient_flow"]);
}

Result<void> write_page(const SequenceModel& model, const InspectOptions& options,
                        const HeldOut& held_out, const SequenceInspection& seen) {
  if (options.report.empty()) return {};
  ModelFile file;
  model.save(file);
  const auto html = inspection_page({.model = options.model,
                                     .input = options.input,
                                     .call = options.call,
                                     .options = file.metadata,
                                     .held_out = held_out,
                                     .text = model.alphabet().kind == SequenceKind::kText,
                                     .seen = seen});
  if (!html) return fail(html.error());
  return write_file(options.report, *html);
}

/// What the model makes of the input: how well it predicts, its gradients and gates.
Result<void> look_at_input(SequenceModel& model, const InspectOptions& options, Json& report) {
  const auto data = read_sequence_data(options.input, model.alphabet());
  if (!data) return fail(data.error());
  const HeldOut result = held_out(model, *data, SequenceBatchOptions{}.batch);
  const HeldOut rounded =
      held_out(model, *data, SequenceBatchOptions{}.batch, network::Precision::kInt8);
  report["input"] = {{"path", options.input},
                     {"nats", result.loss},
                     {"nats_without_first", result.later_loss},
                     {"nats_int8", rounded.loss},
                     {"predictions", result.predictions}};
  if (model.alphabet().kind == SequenceKind::kText) report["input"]["bits"] = result.bits();
  const auto seen = inspect_sequences(model, *data, options.steps);
  if (!seen) return fail(seen.error());
  report["gradient_flow"] = describe(seen->flow);
  if (auto good = write_page(model, options, result, *seen); !good) return good;
  if (!options.gates) return {};
  report["inputs"] = seen->inputs;
  report["gates"] = Json::array();
  for (const GateMap& map : seen->gates) report["gates"].push_back(describe(map));
  return {};
}

Outcome inspect(const InspectOptions& options) {
  if (!options.report.empty() && options.input.empty()) {
    return wrong_call("--report shows what goes on inside a model on an INPUT: name one");
  }
  const auto file = read_model_file(options.model);
  if (!file) return wrong_data(file.error());
  Json report{{"model", options.model}, {"options", file->metadata}, {"tensors", Json::array()}};
  for (const NamedTensor& tensor : file->tensors) report["tensors"].push_back(describe(tensor));
  const bool sequences = file->metadata.contains("task");
  if (!sequences && !options.input.empty()) {
    return wrong_data(
        {ErrorCode::kUnsupported, "INPUT asks for a model of sequences", options.model});
  }
  if (sequences) {
    auto model = SequenceModel::load(*file);
    if (!model) return wrong_data({model.error().code, model.error().text(), options.model});
    report["parameters"] = model->parameters().num_values();
    if (!options.input.empty()) {
      if (auto good = look_at_input(*model, options, report); !good)
        return wrong_data(std::move(good.error()));
    }
  }
  if (options.json) {
    fmt::print("{}\n", report.dump(2));
  } else {
    print_text(report);
  }
  return {};
}
}  // namespace

Command add_inspect(CLI::App& program, const std::string& call) {
  auto* verb =
      program.add_subcommand("inspect", "Show what a model file holds, and how well it predicts");
  verb->footer("Example:  foretell inspect chorales.model hymn.mid");
  auto options = std::make_shared<InspectOptions>();
  options->call = call;
  verb->add_option("MODEL", options->model, "Model or checkpoint")->required();
  verb->add_option("INPUT", options->input, "Text or music to predict with it");
  verb->add_option("--steps", options->steps,
                   "Steps of INPUT over which gradients and gates are shown")
      ->capture_default_str();
  verb->add_option("--report", options->report, "Page with gradients and gates on INPUT (.html)");
  verb->add_flag("--gates", options->gates,
                 "With --json: every gate at every step of the first sequence");
  verb->add_flag("--json", options->json, "Print everything as JSON");
  return [options]() -> Outcome { return inspect(*options); };
}
}  // namespace foretell::cli

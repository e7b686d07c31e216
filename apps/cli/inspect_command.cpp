#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "apps/calls/inspect_call.hpp"
#include "apps/calls/text_table.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/inspection_page.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
struct InspectOptions {
  std::string model, input, report, call;
  std::size_t steps = 200;
  bool gates = false, json = false;
};
using Json = nlohmann::ordered_json;

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

Result<void> write_page(const InspectOptions& options, const calls::Inspected& what) {
  ModelFile file;
  what.model.save(file);
  const auto html = inspection_page({.model = options.model,
                                     .input = options.input,
                                     .call = options.call,
                                     .options = file.metadata,
                                     .held_out = what.held_out,
                                     .text = what.model.alphabet().kind == SequenceKind::kText,
                                     .seen = what.seen});
  if (!html) return fail(html.error());
  return write_file(options.report, *html);
}

Outcome inspect(const InspectOptions& options) {
  if (!options.report.empty() && options.input.empty()) {
    return wrong_call("--report shows what goes on inside a model on an INPUT: name one");
  }
  if (!options.report.empty()) {
    if (auto good = check_writable(options.report); !good) {
      return wrong_data(std::move(good.error()));
    }
  }
  calls::InspectCall call{.input = options.input, .steps = options.steps, .gates = options.gates};
  if (!options.report.empty()) {
    call.on_seen = [&](const calls::Inspected& what) { return write_page(options, what); };
  }
  const auto report = calls::inspect_file(options.model, call);
  if (!report) return wrong_data(report.error());
  if (options.json) {
    fmt::print("{}\n", report->dump(2));
  } else {
    print_text(*report);
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

#include <memory>

#include "apps/cli/commands.hpp"
#include "foretell/store/atomic_file.hpp"
#include "foretell/tasks/generation/sequence_onnx.hpp"
#include "foretell/trainer/torch_weights.hpp"

namespace foretell::cli {
namespace {
struct ExportOptions {
  std::string model, output;
};

Result<std::string> exported(const SequenceModel& model, const std::string& path) {
  if (path.ends_with(".onnx")) return onnx_bytes(model);
  if (path.ends_with(".safetensors")) return serialize(torch_weights(model.parameters()));
  return fail(ErrorCode::kUnknownName, "models are exported as .safetensors or .onnx", path);
}

Outcome run(const ExportOptions& options) {
  const auto file = read_model_file(options.model);
  if (!file) return wrong_data(file.error());
  const auto model = SequenceModel::load(*file);
  if (!model) return wrong_data({model.error().code, model.error().text(), options.model});
  const auto bytes = exported(*model, options.output);
  if (!bytes) return wrong_data(bytes.error());
  if (auto good = write_file(options.output, *bytes); !good)
    return wrong_data(std::move(good.error()));
  return {};
}
}  // namespace

Command add_export(CLI::App& program) {
  auto* verb =
      program.add_subcommand("export", "Write a model of sequences for PyTorch or ONNX Runtime");
  verb->footer("Example:  foretell export chorales.model -o chorales.onnx");
  auto options = std::make_shared<ExportOptions>();
  verb->add_option("MODEL", options->model, "Model or checkpoint that `train` wrote")->required();
  verb->add_option("-o,--output", options->output,
                   "File to write: .safetensors (weights under PyTorch's names) or .onnx")
      ->required();
  return [options]() -> Outcome { return run(*options); };
}
}  // namespace foretell::cli

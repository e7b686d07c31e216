#include <memory>

#include "apps/cli/commands.hpp"
#include "apps/cli/train_run.hpp"

namespace foretell::cli {
Command add_train(CLI::App& program, const std::string& call) {
  auto* verb = program.add_subcommand("train", "Learn to continue text or music");
  verb->footer("Example:  foretell train chorales.toml -o chorales.model --log curves.csv");
  auto options = std::make_shared<TrainOptions>();
  options->call = call;
  verb->add_option("CONFIG", options->config, "What to learn from and how (.toml)")->required();
  verb->add_option("-o,--output", options->output,
                   "File of the model (default: the configuration's name with .model)");
  verb->add_option(
      "--checkpoint", options->checkpoint,
      "File to write the state of training to (default: the output's with .checkpoint)");
  verb->add_option("--resume", options->resume, "Checkpoint to go on from");
  verb->add_option("--weights", options->weights,
                   "Weights to begin from, as PyTorch saved them (.safetensors)");
  verb->add_option("--log", options->log, "Table of loss, speed and gradient at every step (.csv)");
  verb->add_option("--report", options->report, "Page with the curves (.html)");
  verb->add_option("--threads", options->threads, "Threads to use (0: all cores)")
      ->capture_default_str();
  verb->add_flag("--quiet,-q", options->quiet, "No progress and no summary");
  verb->add_flag("--json", options->json, "Print the summary as JSON on standard output");
  return [options]() -> Outcome { return TrainRun(*options).run(); };
}
}  // namespace foretell::cli

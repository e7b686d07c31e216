#include <filesystem>
#include <memory>

#include "apps/calls/generate_call.hpp"
#include "apps/cli/commands.hpp"
#include "foretell/ingest/read_music.hpp"
#include "foretell/ingest/text_file.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
struct GenerateOptions {
  std::string model, begin;
  std::string output = "-";
  calls::GenerateCall call;
};

/// A file's content where there is one of this name, else the words themselves.
Result<std::vector<std::string>> begin_of_text(const std::string& begin) {
  std::error_code ignored;
  if (begin.size() < 4096 && std::filesystem::is_regular_file(begin, ignored)) {
    return calls::characters_of_file(begin);
  }
  auto characters = split_characters(begin);
  if (!characters) characters.error().where = "--begin " + characters.error().where;
  return characters;
}

Result<std::string> more_text(const SequenceModel& model, const GenerateOptions& options) {
  auto begin = begin_of_text(options.begin);
  if (!begin) return fail(std::move(begin.error()));
  auto text = calls::generate_text(model, std::move(*begin), options.call);
  if (text) *text += '\n';
  return text;
}

Result<std::string> more_music(const SequenceModel& model, const GenerateOptions& options) {
  Frames begin;
  if (!options.begin.empty()) {
    auto read = read_piece(options.begin, model.alphabet().grid);
    if (!read) return fail(std::move(read.error()));
    begin = std::move(*read);
  }
  const auto piece = calls::generate_music(model, std::move(begin), options.call);
  if (!piece) return fail(piece.error());
  return calls::score_bytes(piece->score, options.output);
}

Outcome generate(const GenerateOptions& options) {
  if (auto good = options.call.check(); !good) return wrong_call(std::move(good.error()));
  const auto file = read_model_file(options.model);
  if (!file) return wrong_data(file.error());
  const auto model = SequenceModel::load(*file);
  if (!model) return wrong_data({model.error().code, model.error().text(), options.model});
  const bool text = model->alphabet().kind == SequenceKind::kText;
  const auto bytes = text ? more_text(*model, options) : more_music(*model, options);
  if (!bytes) return wrong_data(bytes.error());
  if (auto good = write_file(options.output, *bytes); !good)
    return wrong_data(std::move(good.error()));
  return {};
}
}  // namespace

Command add_generate(CLI::App& program) {
  auto* verb =
      program.add_subcommand("generate", "Continue a text or a piece of music with a model");
  verb->footer(
      "Example:  foretell generate chorales.model --begin hymn.mid --temperature 0.9 -o more.mid");
  auto options = std::make_shared<GenerateOptions>();
  auto& continuation = options->call.continuation;
  verb->add_option("MODEL", options->model, "Model or checkpoint that `train` wrote")->required();
  verb->add_option(
      "--begin", options->begin,
      "What to continue: a file (.mid .abc .json, .txt), or for text the words themselves");
  verb->add_option("--begin-length", options->call.begin_length,
                   "Take only so many steps or characters of the beginning (0: all)");
  verb->add_option("--length", continuation.length,
                   "Characters (default: 1000) or steps of music (default: 128) to add");
  verb->add_option("--temperature", continuation.sampling.temperature,
                   "Below 1 surer, above 1 bolder, 0: always the likeliest")
      ->capture_default_str();
  verb->add_option("--top-k", continuation.sampling.top_k,
                   "Only the k likeliest characters or keys (0: all)");
  verb->add_option("--top-p", continuation.sampling.top_p,
                   "Only the likeliest that reach this probability together")
      ->capture_default_str();
  verb->add_option("--seed", continuation.seed, "Seed of what is drawn at random")
      ->capture_default_str();
  verb->add_option_function<std::string>(
          "--precision",
          [options](const std::string& word) {
            const auto precision = enum_value<network::Precision>(word);
            if (!precision) throw CLI::ValidationError("--precision", precision.error().message);
            options->call.continuation.precision = *precision;
          },
          "Weights of the recurrent layers: float, or int8, sooner done and a little less exact")
      ->default_str("float");
  verb->add_option("--tempo", options->call.tempo,
                   "Quarters a minute of the music (default: as learned)");
  verb->add_option(
      "-o,--output", options->output,
      "File to write, music by extension .mid or .abc (default: standard output, music as ABC)");
  return [options]() -> Outcome { return generate(*options); };
}
}  // namespace foretell::cli

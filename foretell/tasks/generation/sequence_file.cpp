#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "foretell/base/option_text.hpp"
#include "foretell/store/ragged.hpp"
#include "foretell/tasks/generation/sequence_model.hpp"

// How a sequence model lies in a model file: options as metadata, the vocabulary as text, one
// tensor of floats per parameter.
namespace foretell {
namespace {
constexpr const char* kTask = "generation";

template <class Value>
Result<void> read_entry(const ModelFile& file, const std::string& key, Value& value) {
  const auto entry = file.metadata.find(key);
  if (entry == file.metadata.end()) return {};  // an option of a newer build: its default
  auto good = parse_option(entry->second, value);
  if (!good) return fail(ErrorCode::kBadFile, good.error().message, key);
  return {};
}

Result<SequenceModelOptions> read_options(const ModelFile& file) {
  SequenceModelOptions options;
  Result<void> good;
  visit_model_options(options, [&](const char* name, auto& value, const char* /*help*/) {
    if (good) good = read_entry(file, std::string("model.") + name, value);
  });
  if (!good) return fail(std::move(good.error()));
  return options;
}

Result<SequenceAlphabet> read_alphabet(const ModelFile& file) {
  SequenceAlphabet alphabet;
  std::size_t lowest = alphabet.grid.lowest, highest = alphabet.grid.highest;
  for (auto good :
       {read_entry(file, "data.kind", alphabet.kind), read_entry(file, "data.lowest", lowest),
        read_entry(file, "data.highest", highest),
        read_entry(file, "data.steps_per_quarter", alphabet.grid.steps_per_quarter),
        read_entry(file, "music.quarters_per_minute", alphabet.quarters_per_minute)}) {
    if (!good) return fail(std::move(good.error()));
  }
  if (lowest > highest || highest > 127) {
    return fail(ErrorCode::kBadFile, fmt::format("keys {} to {}", lowest, highest), "data.lowest");
  }
  if (!(alphabet.grid.steps_per_quarter >= 0.01 && alphabet.grid.steps_per_quarter <= 1000)) {
    return fail(ErrorCode::kBadFile,
                fmt::format("{}: from 0.01 to 1000", alphabet.grid.steps_per_quarter),
                "data.steps_per_quarter");
  }
  if (!(alphabet.quarters_per_minute >= 4 && alphabet.quarters_per_minute <= 6000)) {
    return fail(ErrorCode::kBadFile,
                fmt::format("{}: from 4 to 6000", alphabet.quarters_per_minute),
                "music.quarters_per_minute");
  }
  alphabet.grid.lowest = static_cast<std::uint8_t>(lowest);
  alphabet.grid.highest = static_cast<std::uint8_t>(highest);
  if (alphabet.kind != SequenceKind::kText) return alphabet;
  const auto words = get_text(file, "vocabulary");
  if (!words) return fail(words.error());
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < words->size(); ++i) tokens.emplace_back(text_of(*words, i));
  auto vocabulary = Vocabulary::restore(std::move(tokens));
  if (!vocabulary) return fail(std::move(vocabulary.error()));
  alphabet.vocabulary = std::move(*vocabulary);
  return alphabet;
}

/// Weights that a network of these options has at least, to refuse a file that only claims a size.
bool plausible(const SequenceModelOptions& options, const SequenceAlphabet& alphabet,
               const ModelFile& file) {
  std::size_t stored = 0;
  for (const NamedTensor& tensor : file.tensors) {
    if (const auto* values = std::get_if<std::vector<float>>(&tensor.values))
      stored += values->size();
  }
  const std::size_t state = options.projection == 0 ? options.hidden : options.projection;
  const bool text = alphabet.kind == SequenceKind::kText;
  return stored / options.layers / state >= options.hidden &&
         (!text || stored / alphabet.width() >= options.embedding);
}

Result<void> same_alphabet(const SequenceAlphabet& stored, const SequenceAlphabet& own) {
  if (stored.kind != own.kind) {
    return fail(ErrorCode::kBadFile, fmt::format("a model of {}, not of {}", enum_name(stored.kind),
                                                 enum_name(own.kind)));
  }
  const RollGrid &a = stored.grid, &b = own.grid;
  if (own.kind == SequenceKind::kText) {
    if (std::ranges::equal(stored.vocabulary.tokens(), own.vocabulary.tokens())) return {};
    return fail(ErrorCode::kBadFile,
                fmt::format("a model of another vocabulary ({} entries, here {})",
                            stored.vocabulary.size(), own.vocabulary.size()));
  }
  if (std::tie(a.lowest, a.highest, a.steps_per_quarter) ==
      std::tie(b.lowest, b.highest, b.steps_per_quarter)) {
    return {};
  }
  return fail(
      ErrorCode::kBadFile,
      fmt::format("a model of keys {} to {} in {} steps a quarter, here {} to {} in {}", a.lowest,
                  a.highest, a.steps_per_quarter, b.lowest, b.highest, b.steps_per_quarter));
}
}  // namespace

void SequenceModel::save(ModelFile& file) const {
  file.metadata["task"] = kTask;
  file.metadata["data.kind"] = enum_name(alphabet_.kind);
  visit_model_options(options_, [&file](const char* name, const auto& value, const char* /*help*/) {
    file.metadata[std::string("model.") + name] = option_text(value);
  });
  if (alphabet_.kind == SequenceKind::kText) {
    RaggedText words;
    for (const std::string& token : alphabet_.vocabulary.tokens()) add_text(words, token);
    put(file, "vocabulary", std::move(words));
  } else {
    file.metadata["data.lowest"] = std::to_string(alphabet_.grid.lowest);
    file.metadata["data.highest"] = std::to_string(alphabet_.grid.highest);
    file.metadata["data.steps_per_quarter"] = option_text(alphabet_.grid.steps_per_quarter);
    file.metadata["music.quarters_per_minute"] = option_text(alphabet_.quarters_per_minute);
  }
  for (const Parameter<float>& parameter : parameters_) {
    file.tensors.push_back({parameter.name, {parameter.rows, parameter.cols}, parameter.value});
  }
}

Result<SequenceModel> SequenceModel::load(const ModelFile& file) {
  const auto task = file.metadata.find("task");
  if (task == file.metadata.end() || task->second != kTask) {
    return fail(ErrorCode::kBadFile, "not a model that generates sequences");
  }
  auto alphabet = read_alphabet(file);
  if (!alphabet) return fail(std::move(alphabet.error()));
  const auto options = read_options(file);
  if (!options) return fail(options.error());
  if (auto good = check(*options); !good) return fail(std::move(good.error()));
  if (!plausible(*options, *alphabet, file)) {
    return fail(ErrorCode::kBadFile, "its weights are fewer than its options ask for");
  }
  auto model = make(std::move(*alphabet), *options, 0);
  if (!model) return fail(std::move(model.error()));
  if (auto good = model->load_weights(file); !good) return fail(std::move(good.error()));
  return model;
}

Result<void> SequenceModel::load_weights(const ModelFile& file) {
  const auto alphabet = read_alphabet(file);
  if (!alphabet) return fail(alphabet.error());
  if (auto good = same_alphabet(*alphabet, alphabet_); !good) return good;
  Result<void> same;
  visit_model_options(options_, [&](const char* name, const auto& value, const char* /*help*/) {
    const auto entry = file.metadata.find(std::string("model.") + name);
    if (!same || entry == file.metadata.end() || entry->second == option_text(value)) return;
    same = fail(ErrorCode::kBadFile,
                fmt::format("a model of another architecture: {} is {} there, {} here", name,
                            entry->second, option_text(value)));
  });
  if (!same) return same;
  for (Parameter<float>& parameter : parameters_) {
    const auto* values = file.find<float>(parameter.name);
    if (values == nullptr)
      return fail(ErrorCode::kBadFile, "the file lacks these weights", parameter.name);
    if (values->size() != parameter.value.size()) {
      return fail(ErrorCode::kBadFile,
                  fmt::format("{} weights there, {} here", values->size(), parameter.value.size()),
                  parameter.name);
    }
    if (!std::all_of(values->begin(), values->end(), [](float v) { return std::isfinite(v); })) {
      return fail(ErrorCode::kNotFinite, "weights that are not finite", parameter.name);
    }
    parameter.value = *values;
  }
  return {};
}
}  // namespace foretell

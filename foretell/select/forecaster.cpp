#include "foretell/select/forecaster.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "foretell/select/catalog.hpp"
#include "foretell/store/ragged.hpp"

namespace foretell {
namespace {
constexpr const char* kKind = "forecaster";

std::vector<std::int64_t> as_integers(const Frequency& frequency) {
  return {static_cast<std::int64_t>(frequency.unit), frequency.multiple, frequency.anchor,
          frequency.at_end ? 1 : 0, frequency.phase};
}

Result<Frequency> as_frequency(const std::vector<std::int64_t>* numbers) {
  if (numbers == nullptr || numbers->size() != 5) {
    return fail(ErrorCode::kBadFile, "the forecaster's frequency is missing");
  }
  const auto& n = *numbers;
  const auto last = static_cast<std::int64_t>(Frequency::Unit::kSecond);
  if (n[0] < 0 || n[0] > last || n[1] < 1 || n[2] < -1000 || n[2] > 1000) {
    return fail(ErrorCode::kBadFile, "the forecaster's frequency makes no sense");
  }
  return Frequency{static_cast<Frequency::Unit>(n[0]), n[1], static_cast<int>(n[2]), n[3] != 0,
                   n[4]};
}

Result<std::vector<std::optional<AnyFitted>>> restore_models(const Forecaster& forecaster,
                                                             const RaggedNumbers& states) {
  std::vector<std::optional<AnyFitted>> models(states.size());
  const std::size_t num_definitions = forecaster.definitions.size();
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states.row(i).empty()) continue;
    const std::int64_t owner = forecaster.stand_ins.empty() ? 0 : forecaster.stand_ins[i];
    if (owner < 0 || owner > static_cast<std::int64_t>(forecaster.fallbacks.size())) {
      return fail(ErrorCode::kBadFile, "the forecaster names a fallback that it does not have");
    }
    const AnyDefinition& definition =
        owner == 0 ? forecaster.definitions[i % num_definitions]
                   : forecaster.fallbacks[static_cast<std::size_t>(owner) - 1];
    auto model = definition.restore(states.row(i));
    if (!model) return fail(std::move(model.error()));
    models[i] = std::move(*model);
  }
  return models;
}

std::string words_of(const std::vector<AnyDefinition>& definitions) {
  std::vector<std::string> words;
  for (const AnyDefinition& definition : definitions) words.push_back(definition.word());
  return fmt::format("{}", fmt::join(words, ","));
}

// What files may have since fallbacks and regressors can be saved.
Result<void> read_extras(const ModelFile& file, Forecaster& result) {
  constexpr std::string_view kNote = "note.";
  for (const auto& [key, text] : file.metadata) {
    if (key.starts_with(kNote)) result.notes[key.substr(kNote.size())] = text;
  }
  if (const auto words = file.metadata.find("fallbacks"); words != file.metadata.end()) {
    auto fallbacks = define_all(words->second);
    if (!fallbacks) return fail(std::move(fallbacks.error()));
    result.fallbacks = std::move(*fallbacks);
  }
  if (const auto* owners = file.find<std::int64_t>("stand_ins")) result.stand_ins = *owners;
  if (file.find<std::uint8_t>("regressors") == nullptr) return {};
  const auto names = get_text(file, "regressors");
  if (!names) return fail(names.error());
  for (std::size_t i = 0; i < names->size(); ++i) {
    result.regressors.emplace_back(text_of(*names, i));
  }
  return {};
}

const std::string* metadata(const ModelFile& file, const std::string& key) {
  const auto found = file.metadata.find(key);
  return found == file.metadata.end() ? nullptr : &found->second;
}
}  // namespace

Forecaster make_forecaster(const Panel& panel, std::vector<AnyDefinition> definitions,
                           std::vector<std::optional<AnyFitted>> models) {
  Forecaster result = blank_forecaster(panel, std::move(definitions));
  result.models = std::move(models);
  return result;
}

Forecaster blank_forecaster(const Panel& panel, std::vector<AnyDefinition> definitions) {
  Forecaster result{panel.frequency(), panel.time_zone(), {}, std::move(definitions), {}, {}, {}};
  result.regressors.assign(panel.regressor_names().begin(), panel.regressor_names().end());
  result.periods.assign(panel.periods().begin(), panel.periods().end());
  for (std::size_t i = 0; i < panel.size(); ++i) {
    result.ids.emplace_back(panel.id(i));
    result.next.push_back(panel.start(i) + static_cast<std::int64_t>(panel.length(i)));
  }
  return result;
}

Result<std::string> store(const Forecaster& forecaster) {
  ModelFile file;
  file.metadata = {{"kind", kKind},
                   {"models", words_of(forecaster.definitions)},
                   {"time_zone", forecaster.time_zone}};
  for (const auto& [key, text] : forecaster.notes) file.metadata["note." + key] = text;
  if (!forecaster.fallbacks.empty()) {
    file.metadata["fallbacks"] = words_of(forecaster.fallbacks);
    file.tensors.push_back({"stand_ins", {forecaster.stand_ins.size()}, forecaster.stand_ins});
  }
  RaggedText regressors;
  for (const std::string& name : forecaster.regressors) add_text(regressors, name);
  if (!forecaster.regressors.empty()) put(file, "regressors", std::move(regressors));
  RaggedText ids;
  for (const std::string& id : forecaster.ids) add_text(ids, id);
  RaggedNumbers states;
  for (const auto& model : forecaster.models) {
    states.add(model ? model->state() : std::vector<double>{});
  }
  std::vector<std::int64_t> periods(forecaster.periods.begin(), forecaster.periods.end());
  file.tensors.push_back({"frequency", {5}, as_integers(forecaster.frequency)});
  file.tensors.push_back({"periods", {periods.size()}, std::move(periods)});
  file.tensors.push_back({"next", {forecaster.next.size()}, forecaster.next});
  put(file, "ids", std::move(ids));
  put(file, "state", std::move(states));
  return serialize(file);
}

Result<Forecaster> load_forecaster(std::string_view bytes) {
  const auto file = parse_model_file(bytes);
  if (!file) return fail(file.error());
  const std::string* kind = metadata(*file, "kind");
  const std::string* words = metadata(*file, "models");
  if (kind == nullptr || *kind != kKind || words == nullptr) {
    return fail(ErrorCode::kBadFile, "the model file does not hold a forecaster");
  }
  Forecaster result;
  auto definitions = define_all(*words);
  if (!definitions) return fail(std::move(definitions.error()));
  result.definitions = std::move(*definitions);
  auto frequency = as_frequency(file->find<std::int64_t>("frequency"));
  if (!frequency) return fail(std::move(frequency.error()));
  result.frequency = *frequency;
  if (const std::string* zone = metadata(*file, "time_zone")) result.time_zone = *zone;
  const auto ids = get_text(*file, "ids");
  if (!ids) return fail(ids.error());
  const auto states = get_numbers(*file, "state");
  if (!states) return fail(states.error());
  const auto* next = file->find<std::int64_t>("next");
  const auto* periods = file->find<std::int64_t>("periods");
  if (next == nullptr || periods == nullptr || next->size() != ids->size() ||
      states->size() != ids->size() * result.definitions.size()) {
    return fail(ErrorCode::kBadFile, "the forecaster's parts do not have the same length");
  }
  result.next = *next;
  for (const std::int64_t period : *periods) {
    if (period < 1) return fail(ErrorCode::kBadFile, "the forecaster has a season below 1");
    result.periods.push_back(static_cast<std::size_t>(period));
  }
  for (std::size_t i = 0; i < ids->size(); ++i) result.ids.emplace_back(text_of(*ids, i));
  if (auto extras = read_extras(*file, result); !extras) return fail(std::move(extras.error()));
  if (!result.stand_ins.empty() && result.stand_ins.size() != states->size()) {
    return fail(ErrorCode::kBadFile, "the forecaster's parts do not have the same length");
  }
  auto models = restore_models(result, *states);
  if (!models) return fail(std::move(models.error()));
  result.models = std::move(*models);
  return result;
}
}  // namespace foretell

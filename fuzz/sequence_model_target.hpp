#pragma once
#include <cstdlib>
#include <string_view>

#include "foretell/tasks/generation/continuation.hpp"
#include "foretell/trainer/torch_weights.hpp"

// What the fuzz target of models of sequences does; a test replays the corpus through it.
namespace foretell {
/// Any bytes are refused, or a model that is written again to the same bytes and can go on.
inline void fuzz_sequence_model(std::string_view bytes) {
  const auto weights = parse_safetensors(bytes);
  const auto file = parse_model_file(bytes);
  if (!file) return;
  auto model = SequenceModel::load(*file);
  if (!model) return;
  ModelFile again;
  model->save(again);
  const auto reloaded = SequenceModel::load(again);
  if (!reloaded || !weights) std::abort();
  (void)take_torch_weights(*weights, model->parameters());
  const ContinuationOptions few{.length = 3};
  const bool text = model->alphabet().kind == SequenceKind::kText;
  const bool went_on = text ? continue_text(*reloaded, {}, few).has_value()
                            : continue_music(*reloaded, {}, few).has_value();
  if (!went_on && (!text || reloaded->alphabet().vocabulary.size() > Vocabulary::kSpecial)) {
    std::abort();
  }
}
}  // namespace foretell

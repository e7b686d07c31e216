#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "foretell/tasks/generation/sequence_training.hpp"
#include "foretell/trainer/trainer.hpp"

namespace foretell::toy {
inline std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> result;
  for (const char c : text) result.emplace_back(1, c);
  return result;
}

/// A text that repeats itself, as a corpus of its own vocabulary.
struct Text {
  explicit Text(const std::string& pattern, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += pattern;
    alphabet.kind = SequenceKind::kText;
    alphabet.vocabulary = *Vocabulary::count(characters(text));
    data.text = *alphabet.vocabulary.encode(characters(text));
  }
  SequenceAlphabet alphabet;
  SequenceData data;
};

/// Songs of a few keys that go up and down in thirds, each from another key and of another length.
struct Songs {
  explicit Songs(std::size_t count) {
    alphabet.kind = SequenceKind::kMusic;
    alphabet.grid = {.lowest = 60, .highest = 71, .steps_per_quarter = 1};
    for (std::size_t i = 0; i < count; ++i) {
      Frames song{.values = {}, .width = 12};
      song.values.assign((6 + i * 5 % 11) * 12, 0.0F);
      for (std::size_t t = 0; t < song.steps(); ++t) song.values[t * 12 + (i + t) % 8] = 1;
      data.songs.push_back(std::move(song));
    }
  }
  SequenceAlphabet alphabet;
  SequenceData data;
};

inline SequenceModelOptions small(network::CellKind cell = network::CellKind::kLstm) {
  return {.cell = cell, .hidden = 24, .embedding = 12};
}

inline SequenceModel model_of(const SequenceAlphabet& alphabet,
                              const SequenceModelOptions& options = small()) {
  auto model = SequenceModel::make(alphabet, options, 1);
  EXPECT_TRUE(model) << (model ? "" : model.error().text());
  return std::move(*model);
}
}  // namespace foretell::toy

#pragma once
#include <vector>

#include "foretell/base/ragged_layout.hpp"
#include "foretell/corpus/epoch_order.hpp"
#include "foretell/tasks/generation/sequence_model.hpp"

namespace foretell {
/// A corpus in the numbers of an alphabet: one text, or songs.
struct SequenceData {
  std::vector<Token> text;
  std::vector<Frames> songs;

  /// Steps that can be predicted: every character but the first, every step of a song.
  [[nodiscard]] std::size_t predictions() const;
  [[nodiscard]] bool empty() const { return text.empty() && songs.empty(); }
};

/// Whether a corpus can be learned from.
///   Errors  kTooShort (nothing to predict, an empty song), kUnknownName (only unknown characters),
///           kNotFinite, kInvalidOption (width)
[[nodiscard]] Result<void> check_data(const SequenceData& data, const SequenceAlphabet& alphabet,
                                      const std::string& where);

/// A batch: what goes in at each step, and what comes next. A song begins with silence, so that its
/// first step is predicted too.
///   Shapes  tokens, next_tokens [rows]; frames, next_frames [rows, width], over the layout
struct SequenceBatch {
  RaggedLayout layout;
  std::vector<std::uint64_t> keys;  ///< of the sequences in the caller's order, for random masks
  std::vector<Token> tokens, next_tokens;
  std::vector<float> frames, next_frames;
  std::size_t width = 0;

  /// The layout of steps [first, last), of the sequences that are still alive.
  [[nodiscard]] RaggedLayout window_layout(std::size_t first, std::size_t last) const;
  /// The inputs of these steps, for `layout` as made by window_layout.
  [[nodiscard]] SequenceWindow window(std::size_t first, std::size_t last,
                                      const RaggedLayout& of_window) const;
  [[nodiscard]] std::span<const Token> next_of(std::size_t first, std::size_t last) const;
  [[nodiscard]] MatrixView<const float> next_frames_of(std::size_t first, std::size_t last) const;
};

/// The text cut into `streams` parts of nearly equal length, read side by side.
[[nodiscard]] SequenceBatch text_batch(std::span<const Token> text, std::size_t streams);
/// Songs of a corpus, each moved by shifts[i] keys (empty: none).
[[nodiscard]] SequenceBatch song_batch(const SequenceData& data, std::span<const std::size_t> songs,
                                       std::span<const int> shifts = {});

/// By how many keys a song may move: a number drawn from (seed, epoch, song) within ±most such that
/// no tone leaves the keys.
[[nodiscard]] int drawn_shift(const Frames& song, std::size_t most, std::uint64_t seed,
                              std::uint64_t epoch, std::size_t index);
}  // namespace foretell

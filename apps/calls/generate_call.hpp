#pragma once
#include <span>
#include <string>
#include <vector>

#include "foretell/corpus/score.hpp"
#include "foretell/tasks/generation/continuation.hpp"

namespace foretell::calls {
/// What a user asks of a continuation, in the words that the command and Python share.
struct GenerateCall {
  std::size_t begin_length = 0;      ///< steps or characters of the beginning to take; 0: all
  double tempo = 0;                  ///< quarters a minute of the music; 0: as learned
  ContinuationOptions continuation;  ///< length 0: 1000 characters, 128 steps of music

  ///   Errors  kInvalidOption (sampling, tempo)
  [[nodiscard]] Result<void> check() const;
};

/// A piece: its beginning and what follows.
struct Piece {
  Frames roll;  ///< [steps, keys]
  Score score;
};

/// The characters of a file; the error names it.
[[nodiscard]] Result<std::vector<std::string>> characters_of_file(const std::string& path);

///   Errors  as continue_text
[[nodiscard]] Result<std::string> generate_text(const SequenceModel& model,
                                                std::vector<std::string> begin,
                                                const GenerateCall& call);
///   Errors  as continue_music
[[nodiscard]] Result<Piece> generate_music(const SequenceModel& model, Frames begin,
                                           const GenerateCall& call);

/// A score in the format that a path's extension names: .mid, .midi, .abc, .txt; ABC where it names
/// a device or standard output.
///   Errors  kUnknownName (extension), those of midi_bytes
[[nodiscard]] Result<std::string> score_bytes(const Score& score, const std::string& path);
}  // namespace foretell::calls

#pragma once
#include <string>
#include <vector>

#include "foretell/tasks/generation/sequence_data.hpp"

namespace foretell::calls {
/// A corpus, split, in the numbers of its alphabet.
struct SequenceInput {
  SequenceAlphabet alphabet;
  SequenceData train, valid, test;
  std::vector<Error> refused;  ///< files of a folder that could not be read
};

/// Reads what a configuration names. Held out is `valid`, else the part of that name in a JSON
/// file, else `valid_share` of what there is: the end of a text, songs drawn by the seed.
///   Errors  those of the readers; kTooShort, kUnknownName (nothing to learn from)
[[nodiscard]] Result<SequenceInput> read_sequences(const SequenceDataOptions& options,
                                                   std::uint64_t seed);

/// The same of songs at hand, as piano rolls on the grid of the options.
///   Shapes  each [steps, highest − lowest + 1]
///   Errors  as read_sequences
struct SongParts {
  std::vector<Frames> train, valid, test;
};
[[nodiscard]] Result<SequenceInput> take_songs(SongParts songs, const SequenceDataOptions& options,
                                               std::uint64_t seed);

/// Reads one file or folder in the alphabet of a model.
[[nodiscard]] Result<SequenceData> read_sequence_data(const std::string& path,
                                                      const SequenceAlphabet& alphabet);
}  // namespace foretell::calls

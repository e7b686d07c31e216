#pragma once
#include <string>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/ingest/music_json.hpp"

namespace foretell {
/// Music from files, as piano rolls.
struct Music {
  MusicSplits splits;              ///< "train" where the files do not say
  std::vector<Error> refused{};    ///< of a folder: the files that could not be read, and why
  double quarters_per_minute = 0;  ///< of the first score, 0 if none says
};

/// Reads a MIDI file (.mid, .midi), ABC (.abc), JSON of piano rolls (.json[.gz]), or every such
/// file of a folder and those below it, in the order of their names. In a folder, files that cannot
/// be read are listed and left out.
///   Errors  kIo, kUnknownName (extension), kTooShort (a folder without a readable file), and those
///           of the formats; each names the file
[[nodiscard]] Result<Music> read_music(const std::string& path, const RollGrid& grid = {});

/// The first piece of a file, e.g. to continue it.
///   Errors  as read_music
[[nodiscard]] Result<Frames> read_piece(const std::string& path, const RollGrid& grid);
}  // namespace foretell

#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/corpus/score.hpp"

namespace foretell {
/// Songs as piano rolls, by the name of their part of the corpus ("train", "valid", "test").
using MusicSplits = std::map<std::string, std::vector<Frames>>;

/// Reads {"train": [song, …], "valid": […], …}: a song is a list of steps, a step the list of the
/// keys that sound, as MIDI numbers; none: silence. A list of songs alone is called "train".
///   Shapes  a song [steps, keys of the grid]
///   Errors  kBadFile (no JSON, or another form), kBadValue (a number that is no key of the grid),
///           kTooShort (no song, or one without a step); `where` names part, song and step from 1
[[nodiscard]] Result<MusicSplits> parse_music_json(std::string_view text,
                                                   const RollGrid& grid = {});
}  // namespace foretell

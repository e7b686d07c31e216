#pragma once
#include <string>
#include <string_view>

#include "foretell/base/result.hpp"
#include "foretell/corpus/score.hpp"

namespace foretell {
/// The notes of a Standard MIDI File of format 0 or 1. Percussion (channel 10) is left out; a voice
/// is a track, in format 0 a channel. A note that is struck again ends there; one that never ends
/// lasts to the end of its track. The tempo is the first one.
///   Errors  kBadFile (no MIDI file, truncated, wrong inside; `where` names the byte), kUnsupported
///           (format 2, time code instead of ticks), kTooShort (no note)
///   Source  MIDI Manufacturers Association (1996), Standard MIDI Files 1.0
[[nodiscard]] Result<Score> parse_midi(std::string_view bytes);

/// The bytes of a Standard MIDI File of format 1: a track with title and tempo, then one per voice.
/// Every note is struck at velocity 80.
///   Errors  kInvalidOption (ticks per quarter beyond 1 to 32767, or a tempo beyond 4 to 6000)
[[nodiscard]] Result<std::string> midi_bytes(const Score& score);
}  // namespace foretell

#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/corpus/frames.hpp"

namespace foretell {
/// One tone.
struct Note {
  std::uint32_t onset = 0;     ///< in ticks from the beginning
  std::uint32_t duration = 0;  ///< in ticks, at least 1
  std::uint8_t pitch = 0;      ///< MIDI number; 60 is middle C, 69 sounds at 440 Hz
  std::uint8_t voice = 0;

  bool operator==(const Note&) const = default;
};

/// A piece of music: when which key sounds. Neither loudness nor instrument is kept.
struct Score {
  std::uint32_t ticks_per_quarter = 480;
  double quarters_per_minute = 120;  ///< at the beginning; later changes are not kept
  std::vector<Note> notes;           ///< by onset, then voice, then pitch
  std::string title{};

  /// The first tick after the last note.
  [[nodiscard]] std::uint64_t ticks() const;
  /// Puts the notes in their order.
  void sort();
};

/// The grid of a piano roll: which keys, how fine in time.
struct RollGrid {
  std::uint8_t lowest = 21;        ///< the piano's A0 …
  std::uint8_t highest = 108;      ///< … to its C8: 88 keys
  double steps_per_quarter = 4.0;  ///< 4: sixteenths

  [[nodiscard]] std::size_t width() const { return std::size_t{1} + highest - lowest; }
};

/// A score as a piano roll: 1 where a key sounds, else 0. Onsets and ends go to the nearest step, a
/// note sounds for at least one. A note that begins while its key still sounds continues it.
///   Shapes  [steps, keys]
///   Errors  kTooShort (no note within the keys), kInvalidOption (grid), kUnsupported (more than
///           2,000,000 steps)
[[nodiscard]] Result<Frames> piano_roll(const Score& score, const RollGrid& grid = {});

/// The score of a piano roll: neighbouring steps of one key (above one half) become one note. Each
/// chord's tones are numbered as voices from the top, within the first sixteen.
[[nodiscard]] Score score_of(const Frames& roll, const RollGrid& grid, double quarters_per_minute);
}  // namespace foretell

#pragma once
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "foretell/ingest/abc.hpp"
#include "foretell/ingest/midi.hpp"
#include "foretell/ingest/music_json.hpp"
#include "foretell/ingest/read_panel.hpp"
#include "foretell/ingest/timestamp.hpp"
#include "foretell/panel/format_time.hpp"

// What each fuzz target does with its bytes; the tests replay the corpus through the same
// functions.
namespace foretell {
/// Ends the program if a promise of the library does not hold.
inline void promise(bool holds) {
  if (!holds) std::abort();
}

inline void read_any(std::string_view bytes, const char* format, bool wide) {
  const auto file = read_panel_from_bytes(bytes, {.wide = wide, .format = format});
  if (!file) {
    promise(!file.error().message.empty() && file.error().text().find('\n') == std::string::npos);
    return;
  }
  const Panel& panel = file->panel;
  for (std::size_t i = 0; i < panel.size(); ++i) {
    for (const double value : panel.series(i).values) promise(!std::isinf(value));
    promise(!format_time(panel.frequency(), panel.time_zone(), panel.start(i)).empty());
  }
}

/// The first byte says whether the table is wide.
inline void fuzz_csv(std::string_view bytes) {
  if (bytes.empty()) return;
  read_any(bytes.substr(1), "csv", bytes[0] == 'w');
}
inline void fuzz_json_lines(std::string_view bytes) {
  if (bytes.empty()) return;
  read_any(bytes.substr(1), "jsonl", bytes[0] == 'w');
}
/// A stamp that is read and written again must be read as the same. (Integers of eight digits may
/// be dates when they lose a zero or a sign in front.)
inline void fuzz_timestamp(std::string_view bytes) {
  const auto stamp = parse_timestamp(bytes);
  if (!stamp) {
    promise(!explain_timestamp(bytes).empty());
    return;
  }
  const auto again = parse_timestamp(format_stamp(stamp->value, stamp->kind == TimeKind::kInteger));
  if (stamp->kind == TimeKind::kInteger) {
    promise(again.has_value());
    return;
  }
  const bool beyond = stamp->value < -62135596800 || stamp->value > 253402300799;
  promise(again ? again->value == stamp->value : beyond);
}

/// What sounds in a score sounds the same after it was written and read again; long silences are
/// left alone, since a piano roll holds them step by step.
inline void check_score(const Score& score) {
  promise(!score.notes.empty() && score.ticks_per_quarter > 0);
  for (const Note& note : score.notes) promise(note.duration > 0 && note.pitch < 128);
  const auto bytes = midi_bytes(score);
  if (!bytes) return;
  const auto again = parse_midi(*bytes);
  promise(again.has_value());
  if (score.ticks() > 1'000'000) return;
  const auto roll = piano_roll(score);
  if (roll) promise(check_frames(*roll, "").has_value() && piano_roll(*again).has_value());
  if (roll && score.ticks() < 200 * score.ticks_per_quarter) {
    const auto tunes = parse_abc(abc_text(score));
    promise(tunes.has_value() && tunes->size() == 1);
  }
}
inline void fuzz_midi(std::string_view bytes) {
  const auto score = parse_midi(bytes);
  if (score) return check_score(*score);
  promise(!score.error().message.empty());
}
inline void fuzz_abc(std::string_view bytes) {
  const auto scores = parse_abc(bytes);
  if (!scores) return promise(!scores.error().message.empty());
  for (const Score& score : *scores) check_score(score);
}
inline void fuzz_music_json(std::string_view bytes) {
  const auto music = parse_music_json(bytes);
  if (!music) return promise(!music.error().message.empty());
  for (const auto& [part, songs] : *music) {
    for (const Frames& song : songs) promise(check_frames(song, part).has_value());
  }
}
}  // namespace foretell

#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/corpus/score.hpp"

namespace foretell {
/// The tunes of an ABC file, each with its repeats and endings played out. Understood are the
/// fields X T M L Q K V (and those of mere information), inline fields, notes with accidentals,
/// octaves and lengths, rests, chords, ties, tuplets, broken rhythm, bars, repeats with numbered
/// endings, and several voices. Grace notes, decorations, slurs, chord symbols, lyrics and
/// typesetting say nothing about which key sounds, and are passed over.
///   Errors  kSyntax (`where` names line and column), kUnsupported (the same: macros, parts to be
///           played in another order, overlays, transposition), kTooShort (no tune, or one without
///           a note)
///   Source  The abc music standard 2.1 (2011)
[[nodiscard]] Result<std::vector<Score>> parse_abc(std::string_view text);

/// A score as an ABC tune in 4/4, in sharps, all voices in one line of chords; notes that go on
/// across a bar or while others change are tied. Onsets go to the nearest 1/48 of a quarter.
[[nodiscard]] std::string abc_text(const Score& score);
}  // namespace foretell

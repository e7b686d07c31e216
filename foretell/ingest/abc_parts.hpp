#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/corpus/score.hpp"

// The inside of the ABC reader. Lengths are in whole notes.
namespace foretell::abc {
/// The letters C D E F G A B as places 0 … 6.
inline constexpr std::array<int, 7> kSemitones{0, 2, 4, 5, 7, 9, 11};
/// 0 … 6 for c … b in either case, else nothing.
[[nodiscard]] std::optional<std::size_t> letter_place(char letter);

/// Alterations of the seven letters in semitones.
using Signature = std::array<int, 7>;

/// "4/4", "C", "C|", "none", "(2+3)/8": the length of a bar, or nothing where there are none.
///   Errors  kSyntax
[[nodiscard]] Result<std::optional<double>> parse_meter(std::string_view text);
/// "1/8".
///   Errors  kSyntax
[[nodiscard]] Result<double> parse_unit(std::string_view text);
/// "1/4=120", "\"Allegro\" 3/8=60", "120" (units a minute): quarters a minute.
///   Errors  kSyntax
[[nodiscard]] Result<double> parse_tempo(std::string_view text, double unit);
/// "G", "F#m", "Bb mixolydian", "none", "HP", "D _b ^f", with clef and the like passed over.
///   Errors  kSyntax, kUnsupported (transposition)
[[nodiscard]] Result<Signature> parse_key(std::string_view text);

/// What a voice plays, in the order in which it is written.
struct Item {
  enum class Kind { kNotes, kRepeatStart, kRepeatEnd, kEnding, kDoubleBar };
  struct Tone {
    std::uint8_t pitch;
    bool tied;  ///< to the next note of this pitch
  };
  Kind kind = Kind::kNotes;
  double length = 0;          ///< of notes and rests
  std::vector<Tone> tones{};  ///< none: a rest
  std::uint32_t endings = 0;  ///< bit n: played the n-th time
};

/// Where one voice stands while its lines are read.
struct Voice {
  std::string name;
  std::optional<double> bar = 1.0;
  std::optional<double> given_unit{};
  Signature key{};
  std::array<std::array<std::optional<int>, 11>, 7> accidentals{};  ///< of this bar, by octave
  double next_factor = 1;                                           ///< left by broken rhythm
  double tuplet_factor = 1;
  int tuplet_left = 0;
  std::vector<Item> items{};

  /// The length of a note without a number: as given, else 1/16 in bars below 3/4, else 1/8.
  [[nodiscard]] double unit() const;
};

/// Reads a line of music into a voice, or into several where inline fields change it.
///   Errors  kSyntax, kUnsupported; `where` is "column N"
class LineReader {
 public:
  /// `switch_voice` gives the voice of an inline or a body field V.
  LineReader(std::string_view line, std::vector<Voice>& voices, std::size_t& current,
             std::optional<double>& tempo);
  [[nodiscard]] Result<void> read();

 private:
  [[nodiscard]] Result<void> read_one();
  [[nodiscard]] Result<void> read_note();
  [[nodiscard]] Result<void> read_rest();
  [[nodiscard]] Result<void> read_chord();
  [[nodiscard]] Result<void> read_tuplet();
  [[nodiscard]] Result<void> read_bar();
  [[nodiscard]] Result<void> read_bracket();
  [[nodiscard]] Result<void> read_broken();
  [[nodiscard]] Result<std::uint8_t> read_pitch();
  [[nodiscard]] Result<double> read_length();
  [[nodiscard]] Result<void> read_endings();
  [[nodiscard]] Result<void> pass_over(char close);
  void add(Item item);
  void mark(Item::Kind kind);
  [[nodiscard]] tl::unexpected<Error> wrong(std::string what,
                                            ErrorCode code = ErrorCode::kSyntax) const;

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < line_.size() ? line_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] std::optional<int> number();
  [[nodiscard]] Voice& voice() { return voices_[current_]; }

  std::string_view line_;
  std::size_t at_ = 0;
  std::vector<Voice>& voices_;
  std::size_t& current_;
  std::optional<double>& tempo_;
};

/// Applies a field that may stand before, between and within lines: M L K Q V.
///   Errors  kSyntax, kUnsupported; `where` is empty
[[nodiscard]] Result<void> apply_field(char name, std::string_view text, std::vector<Voice>& voices,
                                       std::size_t& current, std::optional<double>& tempo);

/// Plays a voice: its repeats, endings and ties. Adds its notes to the score.
///   Errors  kUnsupported (beyond two billion ticks)
[[nodiscard]] Result<void> unroll(const Voice& voice, std::uint8_t number, Score& score);
}  // namespace foretell::abc

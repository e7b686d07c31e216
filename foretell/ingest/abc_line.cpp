#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "foretell/ingest/abc_parts.hpp"

namespace foretell::abc {
namespace {
constexpr int kMaxNumber = 1024;
constexpr int kMaxOctave = 10;
constexpr int kMiddleOctave = 5;  // of the letters C to B; c to b lie one above
constexpr std::string_view kPassedOver = " \t\r`~.HLMOPSTuvy)*$\\";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
}  // namespace

LineReader::LineReader(std::string_view line, std::vector<Voice>& voices, std::size_t& current,
                       std::optional<double>& tempo)
    : line_(line), voices_(voices), current_(current), tempo_(tempo) {
}

tl::unexpected<Error> LineReader::wrong(std::string what, ErrorCode code) const {
  return fail(code, std::move(what), fmt::format("column {}", at_ + 1));
}

std::optional<int> LineReader::number() {
  if (!is_digit(peek())) return std::nullopt;
  int value = 0;
  for (; is_digit(peek()); ++at_) value = std::min(value * 10 + (peek() - '0'), kMaxNumber + 1);
  return value;
}

Result<void> LineReader::read() {
  while (at_ < line_.size()) {
    if (peek() == '%') return {};
    if (auto good = read_one(); !good) return good;
  }
  return {};
}

Result<void> LineReader::read_one() {
  const char c = peek();
  if (letter_place(c) || c == '^' || c == '_' || c == '=') return read_note();
  if (c == 'z' || c == 'x' || c == 'Z' || c == 'X') return read_rest();
  if (c == '[') return read_bracket();
  if (c == '|' || c == ':') return read_bar();
  if (c == '>' || c == '<') return read_broken();
  if (c == '(') return is_digit(peek(1)) ? read_tuplet() : pass_over('(');
  if (c == '"' || c == '!' || c == '+') return pass_over(c);
  if (c == '{') return pass_over('}');
  if (c == '-') return wrong("a tie that follows no note");
  if (c == '&') return wrong("an overlay of voices ('&') is not played", ErrorCode::kUnsupported);
  if (kPassedOver.find(c) == std::string_view::npos) {
    return wrong(
        std::isprint(static_cast<unsigned char>(c)) != 0
            ? fmt::format("'{}' has no meaning in music", c)
            : fmt::format("byte {} has no meaning in music", static_cast<unsigned char>(c)));
  }
  ++at_;
  return {};
}

/// Over what opens here, up to the sign that closes it.
Result<void> LineReader::pass_over(char close) {
  if (close == '(') {
    ++at_;
    return {};
  }
  const std::size_t end = line_.find(close, at_ + 1);
  if (end == std::string_view::npos) return wrong(fmt::format("'{}' that does not end", peek()));
  at_ = end + 1;
  return {};
}

Result<std::uint8_t> LineReader::read_pitch() {
  std::optional<int> shift;
  while (peek() == '^' || peek() == '_') {
    shift = shift.value_or(0) + (peek() == '^' ? 1 : -1);
    ++at_;
  }
  if (!shift && take('=')) shift = 0;
  const char letter = peek();
  const auto place = letter_place(letter);
  if (!place || std::abs(shift.value_or(0)) > 2) return wrong("an accidental without a note");
  ++at_;
  int octave = kMiddleOctave + (std::islower(static_cast<unsigned char>(letter)) != 0 ? 1 : 0);
  for (; peek() == '\'' || peek() == ','; ++at_) octave += peek() == ',' ? -1 : 1;
  if (octave < 0 || octave > kMaxOctave) return wrong("a note beyond the range of hearing");
  auto& of_bar = voice().accidentals[*place][static_cast<std::size_t>(octave)];
  if (shift) of_bar = shift;
  const int pitch = 12 * octave + kSemitones[*place] + of_bar.value_or(voice().key[*place]);
  if (pitch < 0 || pitch > 127) return wrong(fmt::format("a note at {}: from 0 to 127", pitch));
  return static_cast<std::uint8_t>(pitch);
}

/// A multiple of the unit: "", "2", "/", "//", "/4", "3/2".
Result<double> LineReader::read_length() {
  const auto above = number();
  double length = above.value_or(1);
  if (above && (*above < 1 || *above > kMaxNumber)) {
    return wrong(fmt::format("a length of {}: from 1 to {}", *above, kMaxNumber));
  }
  while (take('/')) {
    const auto below = number();
    if (below && (*below < 1 || *below > kMaxNumber)) {
      return wrong(fmt::format("a length divided by {}: from 1 to {}", *below, kMaxNumber));
    }
    length /= below.value_or(2);
    if (length < 1e-4) return wrong("a length too short to play");
  }
  return length;
}

void LineReader::add(Item item) {
  Voice& to = voice();
  item.length *= std::exchange(to.next_factor, 1);
  if (to.tuplet_left > 0) {
    item.length *= to.tuplet_factor;
    --to.tuplet_left;
  }
  to.items.push_back(std::move(item));
}

Result<void> LineReader::read_note() {
  const auto pitch = read_pitch();
  if (!pitch) return fail(pitch.error());
  const auto length = read_length();
  if (!length) return fail(length.error());
  add({.length = *length * voice().unit(), .tones = {{*pitch, take('-')}}});
  return {};
}

Result<void> LineReader::read_rest() {
  const char kind = peek();
  ++at_;
  const auto length = read_length();
  if (!length) return fail(length.error());
  const bool bars = kind == 'Z' || kind == 'X';
  add({.length = *length * (bars ? voice().bar.value_or(1) : voice().unit())});
  return {};
}

Result<void> LineReader::read_chord() {
  ++at_;
  Item chord{.length = 0};
  while (!take(']')) {
    if (at_ >= line_.size()) return wrong("a chord that does not end");
    if (peek() == '"' || peek() == '!' || peek() == '+') {
      if (auto good = pass_over(peek()); !good) return good;
      continue;
    }
    const bool note = letter_place(peek()) || peek() == '^' || peek() == '_' || peek() == '=';
    if (!note && kPassedOver.find(peek()) != std::string_view::npos) {
      ++at_;
      continue;
    }
    const auto pitch = read_pitch();
    if (!pitch) return fail(pitch.error());
    const auto length = read_length();
    if (!length) return fail(length.error());
    if (chord.tones.empty()) chord.length = *length;
    chord.tones.push_back({*pitch, take('-')});
    if (chord.tones.size() > 128) return wrong("a chord of more than 128 notes");
  }
  if (chord.tones.empty()) return wrong("a chord without a note");
  const auto length = read_length();
  if (!length) return fail(length.error());
  chord.length *= *length * voice().unit();
  if (take('-')) {
    for (auto& tone : chord.tones) tone.tied = true;
  }
  add(std::move(chord));
  return {};
}

/// "(p:q:r": the next r notes, in the time of q where p would stand.
Result<void> LineReader::read_tuplet() {
  ++at_;
  const int notes = *number();
  if (notes < 2 || notes > 9) return wrong(fmt::format("a tuplet of {}: from 2 to 9", notes));
  const bool compound = voice().bar && std::fmod(*voice().bar * 8, 3) == 0;
  constexpr std::array<int, 10> kTime{0, 0, 3, 2, 3, 0, 2, 0, 3, 0};
  int time = kTime[static_cast<std::size_t>(notes)];
  if (time == 0) time = compound ? 3 : 2;
  int count = notes;
  if (take(':')) {
    time = number().value_or(time);
    if (take(':')) count = number().value_or(notes);
  }
  if (time < 1 || time > 64 || count < 1 || count > 64) return wrong("a tuplet beyond 64 notes");
  voice().tuplet_factor = static_cast<double>(time) / notes;
  voice().tuplet_left = count;
  return {};
}

/// "a>b": the first longer, the second shorter; ">>" more so.
Result<void> LineReader::read_broken() {
  const char sign = peek();
  int count = 0;
  for (; take(sign); ++count) {
  }
  auto& items = voice().items;
  if (items.empty() || items.back().kind != Item::Kind::kNotes || count > 3) {
    return wrong(fmt::format("'{}' that follows no note", sign));
  }
  const double part = std::ldexp(1.0, -count);
  items.back().length *= sign == '>' ? 2 - part : part;
  voice().next_factor = sign == '>' ? part : 2 - part;
  return {};
}

void LineReader::mark(Item::Kind kind) {
  voice().items.push_back({.kind = kind});
}

/// "1", "1,3", "1-2" after a bar: which times these bars are played.
Result<void> LineReader::read_endings() {
  Item item{.kind = Item::Kind::kEnding};
  do {
    const auto first = number();
    const auto last = take('-') ? number() : first;
    if (!first || !last || *first < 1 || *last > 9 || *first > *last) {
      return wrong("an ending that is no number from 1 to 9");
    }
    for (int i = *first; i <= *last; ++i) item.endings |= 1U << i;
  } while (take(','));
  voice().items.push_back(std::move(item));
  return {};
}

Result<void> LineReader::read_bar() {
  const std::size_t begin = at_;
  while (peek() == '|' || peek() == ':' || peek() == ']' || (peek() == '[' && peek(1) == '|'))
    ++at_;
  const std::string_view bar = line_.substr(begin, at_ - begin);
  for (auto& of_letter : voice().accidentals) of_letter.fill(std::nullopt);
  const bool bars = bar.find('|') != std::string_view::npos;
  if (!bars && bar != "::") {
    at_ = begin;
    return wrong(fmt::format("'{}' is no bar", bar));
  }
  if (bar.front() == ':') mark(Item::Kind::kRepeatEnd);
  if (bar.find("||") != std::string_view::npos || bar.find(']') != std::string_view::npos ||
      bar.find('[') != std::string_view::npos) {
    mark(Item::Kind::kDoubleBar);
  }
  if (bar.back() == ':') mark(Item::Kind::kRepeatStart);
  return is_digit(peek()) ? read_endings() : Result<void>{};
}

/// What begins with '[': a bar, an ending, a field or a chord.
Result<void> LineReader::read_bracket() {
  if (peek(1) == '|') {
    ++at_;
    return read_bar();
  }
  if (is_digit(peek(1))) {
    ++at_;
    return read_endings();
  }
  if (peek(2) != ':' || std::isalpha(static_cast<unsigned char>(peek(1))) == 0) return read_chord();
  const char name = peek(1);
  const std::size_t end = line_.find(']', at_);
  if (end == std::string_view::npos) return wrong("a field that does not end");
  const std::string_view text = line_.substr(at_ + 3, end - at_ - 3);
  if (std::string_view("MLKQV").find(name) != std::string_view::npos) {
    auto good = apply_field(name, text, voices_, current_, tempo_);
    if (!good) return wrong(std::move(good.error().message), good.error().code);
  } else if (name == 'm' || name == 'U') {
    return wrong("macros and user-defined signs are not played", ErrorCode::kUnsupported);
  }
  at_ = end + 1;
  return {};
}
}  // namespace foretell::abc

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "foretell/ingest/abc_parts.hpp"

namespace foretell::abc {
namespace {
constexpr double kMaxPart = 1024;
// Letters in the order in which sharps come: F C G D A E B.
constexpr std::array<std::size_t, 7> kCircle{3, 0, 4, 1, 5, 2, 6};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::optional<double> whole_number(std::string_view text) {
  text = trimmed(text);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < 1 || value > kMaxPart) return std::nullopt;
  return value;
}

/// "3/8" or "2+3/8" with parentheses taken away.
std::optional<double> fraction(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto below = whole_number(text.substr(slash + 1));
  std::string_view above = trimmed(text.substr(0, slash));
  if (above.size() >= 2 && above.front() == '(' && above.back() == ')') {
    above = above.substr(1, above.size() - 2);
  }
  double sum = 0;
  while (below) {
    const std::size_t plus = above.find('+');
    const auto part = whole_number(above.substr(0, plus));
    if (!part) return std::nullopt;
    sum += *part;
    if (plus == std::string_view::npos) return sum / *below;
    above.remove_prefix(plus + 1);
  }
  return std::nullopt;
}

/// How many fifths a mode lies from major, or nothing where there is no such mode.
std::optional<int> fifths_of_mode(std::string_view text) {
  const std::string mode = lower(text.substr(0, 3));
  if (mode.empty() || mode == "maj" || mode == "ion") return 0;
  if (mode == "m" || mode == "min" || mode == "aeo") return -3;
  if (mode == "mix") return -1;
  if (mode == "dor") return -2;
  if (mode == "phr") return -4;
  if (mode == "lyd") return 1;
  if (mode == "loc") return -5;
  return std::nullopt;
}

Signature of_fifths(int fifths) {
  Signature key{};
  for (int i = 0; i < std::abs(fifths); ++i) {
    const auto place = static_cast<std::size_t>(fifths > 0 ? i % 7 : 6 - i % 7);
    key[kCircle[place]] += fifths > 0 ? 1 : -1;
  }
  return key;
}

/// "^f", "_b", "=c" of a key's list.
bool apply_accidental(std::string_view word, Signature& key) {
  int shift = 0;
  while (!word.empty() && (word.front() == '^' || word.front() == '_')) {
    shift += word.front() == '^' ? 1 : -1;
    word.remove_prefix(1);
  }
  if (word.starts_with('=')) word.remove_prefix(1);
  const auto place = word.size() == 1 ? letter_place(word.front()) : std::nullopt;
  if (!place || std::abs(shift) > 2) return false;
  key[*place] = shift;
  return true;
}

std::string_view next_word(std::string_view& text) {
  text = trimmed(text);
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

/// What follows a key: its own accidentals; clefs and the like are passed over.
Result<Signature> with_accidentals(std::string_view text, Signature key) {
  for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
    const bool shift =
        word.starts_with("transpose=") || word.starts_with("octave=") || word.starts_with("t=");
    if (shift && !word.ends_with("=0")) {
      return fail(ErrorCode::kUnsupported, fmt::format("transposition ('{}') is not played", word));
    }
    if (word.front() == '^' || word.front() == '_' || word.front() == '=') {
      if (!apply_accidental(word, key)) {
        return fail(ErrorCode::kSyntax, fmt::format("'{}' is no accidental such as ^f", word));
      }
    }
  }
  return key;
}
}  // namespace

std::optional<std::size_t> letter_place(char letter) {
  constexpr std::string_view kLetters = "cdefgab";
  const std::size_t place =
      kLetters.find(static_cast<char>(std::tolower(static_cast<unsigned char>(letter))));
  if (place == std::string_view::npos || letter == '\0') return std::nullopt;
  return place;
}

Result<std::optional<double>> parse_meter(std::string_view text) {
  text = trimmed(text);
  if (text == "C" || text == "C|") return 1.0;
  if (text.empty() || lower(text) == "none") return std::nullopt;
  if (const auto bar = fraction(text)) return *bar;
  return fail(ErrorCode::kSyntax, fmt::format("'{}' is no meter such as 4/4, C or none", text));
}

Result<double> parse_unit(std::string_view text) {
  text = trimmed(text);
  if (const auto length = text == "1" ? 1.0 : fraction(text)) return *length;
  return fail(ErrorCode::kSyntax, fmt::format("'{}' is no note length such as 1/8", text));
}

Result<double> parse_tempo(std::string_view text, double unit) {
  const std::string_view all = text;
  const std::size_t open = text.find('"');
  std::string plain(text.substr(0, open));
  if (open != std::string_view::npos) {
    const std::size_t close = text.find('"', open + 1);
    if (close == std::string_view::npos) {
      return fail(ErrorCode::kSyntax, "a tempo's text that does not end");
    }
    plain += text.substr(close + 1);
  }
  text = trimmed(plain);
  if (text.empty()) return 120.0;  // words alone
  const std::size_t equals = text.find('=');
  const auto count =
      whole_number(equals == std::string_view::npos ? text : text.substr(equals + 1));
  double beat = equals == std::string_view::npos ? unit : 0;
  std::string_view beats = equals == std::string_view::npos ? "" : text.substr(0, equals);
  for (std::string_view word = next_word(beats); !word.empty(); word = next_word(beats)) {
    beat += fraction(word).value_or(std::nan(""));
  }
  const double quarters = count.value_or(std::nan("")) * beat * 4;
  if (quarters >= 4 && quarters <= 6000) return quarters;
  return fail(ErrorCode::kSyntax, fmt::format("'{}' is no tempo such as 1/4=120", trimmed(all)));
}

Result<Signature> parse_key(std::string_view text) {
  const std::string_view all = trimmed(text);
  Signature key{};
  std::string_view word = next_word(text);
  bool had_mode = false;
  if (word == "HP" || word == "Hp") {
    if (word == "Hp") key = of_fifths(2);
  } else if (lower(word) != "none" && !word.empty() && letter_place(word.front()) &&
             std::isupper(static_cast<unsigned char>(word.front())) != 0) {
    const auto place = *letter_place(word.front());
    int fifths =
        static_cast<int>(std::find(kCircle.begin(), kCircle.end(), place) - kCircle.begin()) - 1;
    word.remove_prefix(1);
    if (word.starts_with('#')) fifths += 7;
    if (word.starts_with('b')) fifths -= 7;
    if (word.starts_with('#') || word.starts_with('b')) word.remove_prefix(1);
    auto mode = fifths_of_mode(word);
    had_mode = !word.empty();
    if (mode && !had_mode) {
      std::string_view rest = text;
      const std::string_view next = next_word(rest);
      const auto next_mode = next.empty() || next.find('=') != std::string_view::npos
                                 ? std::nullopt
                                 : fifths_of_mode(next);
      if (next_mode) {
        mode = next_mode;
        text = rest;
      }
    }
    if (!mode)
      return fail(ErrorCode::kSyntax, fmt::format("'{}' is no key such as G, Am or Bb", all));
    key = of_fifths(std::clamp(fifths + *mode, -14, 14));
  } else if (lower(word) != "none" && !word.empty() && word.find('=') == std::string_view::npos) {
    if (!apply_accidental(word, key) && !word.starts_with("exp")) {
      return fail(ErrorCode::kSyntax, fmt::format("'{}' is no key such as G, Am or Bb", all));
    }
  }
  return with_accidentals(text, key);
}

double Voice::unit() const {
  if (given_unit) return *given_unit;
  return bar && *bar < 0.75 ? 1.0 / 16 : 1.0 / 8;
}

Result<void> apply_field(char name, std::string_view text, std::vector<Voice>& voices,
                         std::size_t& current, std::optional<double>& tempo) {
  Voice& voice = voices[current];
  const auto set = [](auto& place, auto value) -> Result<void> {
    if (!value) return fail(std::move(value.error()));
    place = *value;
    return {};
  };
  switch (name) {
    case 'M':
      return set(voice.bar, parse_meter(text));
    case 'L':
      return set(voice.given_unit, parse_unit(text));
    case 'K':
      return set(voice.key, parse_key(text));
    case 'Q':
      if (tempo) return parse_tempo(text, voice.unit()).map([](double) {});
      return set(tempo, parse_tempo(text, voice.unit()));
    default:
      break;
  }
  const std::string_view word = next_word(text);
  if (word.empty()) return fail(ErrorCode::kSyntax, "a voice without a name");
  for (current = 0; current < voices.size(); ++current) {
    if (voices[current].name == word) return {};
  }
  if (voices.size() == 64) return fail(ErrorCode::kUnsupported, "more than 64 voices");
  // The first name takes the voice that is there unnamed; a further voice begins like the header.
  if (voices.front().name.empty() && voices.front().items.empty()) {
    voices.front().name = std::string(word);
    current = 0;
    return {};
  }
  Voice fresh{.name = std::string(word),
              .bar = voices.front().bar,
              .given_unit = voices.front().given_unit,
              .key = voices.front().key};
  voices.push_back(std::move(fresh));
  current = voices.size() - 1;
  return {};
}
}  // namespace foretell::abc

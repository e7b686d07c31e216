#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "foretell/ingest/abc.hpp"
#include "foretell/ingest/abc_parts.hpp"

namespace foretell {
namespace {
constexpr std::string_view kUnplayed = "mU";

std::string_view trimmed_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// Reads line after line; a tune ends at an empty line or where the next begins.
class Tunes {
 public:
  Result<void> line(std::string_view text) {
    ++number_;
    text = trimmed_end(text);
    if (text.empty()) return finish();
    if (text.front() == '%') return {};
    const bool field = text.size() >= 2 && text[1] == ':' &&
                       (std::isalpha(static_cast<unsigned char>(text[0])) != 0 || text[0] == '+');
    if (field && text[0] == 'X') return begin();
    if (!in_tune_) return {};  // between tunes anybody may write anything
    auto good = field ? read_field(text) : read_music(text);
    if (good) return {};
    const std::string column = good.error().where.empty() ? "column 3" : good.error().where;
    return fail(good.error().code, good.error().message,
                fmt::format("line {} {}", number_, column));
  }

  Result<void> finish() {
    if (!in_tune_) return {};
    in_tune_ = false;
    score_.quarters_per_minute = tempo_.value_or(score_.quarters_per_minute);
    for (std::size_t i = 0; i < voices_.size(); ++i) {
      if (auto good = abc::unroll(voices_[i], static_cast<std::uint8_t>(i), score_); !good) {
        return fail(good.error().code, good.error().message, fmt::format("line {}", first_line_));
      }
    }
    if (score_.notes.empty()) {
      return fail(ErrorCode::kTooShort, "a tune without a note",
                  fmt::format("line {}", first_line_));
    }
    score_.sort();
    scores.push_back(std::move(score_));
    return {};
  }

  std::vector<Score> scores;

 private:
  Result<void> begin() {
    if (auto good = finish(); !good) return good;
    in_tune_ = true;
    in_body_ = false;
    first_line_ = number_;
    score_ = Score{.notes = {}};
    voices_.assign(1, {});
    current_ = 0;
    tempo_.reset();
    return {};
  }

  Result<void> read_field(std::string_view text) {
    const char name = text[0];
    std::string_view value = trimmed_end(text.substr(2, text.find('%', 2) - 2));
    if (kUnplayed.find(name) != std::string_view::npos) {
      return fail(ErrorCode::kUnsupported, "macros and user-defined signs are not played");
    }
    if (name == 'P' && !in_body_) {
      return fail(ErrorCode::kUnsupported, "an order of parts is not played; write the tune out");
    }
    if (name == 'T' && score_.title.empty()) {
      value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
      score_.title = std::string(value);
    }
    if (std::string_view("MLKQV").find(name) == std::string_view::npos) return {};
    auto good = abc::apply_field(name, value, voices_, current_, tempo_);
    if (good && !in_body_ && name == 'K') start_body();
    return good;
  }

  /// What the header said holds for all voices that it named.
  void start_body() {
    in_body_ = true;
    for (abc::Voice& voice : voices_) {
      voice.key = voices_[current_].key;
      voice.bar = voices_[current_].bar;
      voice.given_unit = voices_[current_].given_unit;
    }
    current_ = 0;
  }

  Result<void> read_music(std::string_view text) {
    if (!in_body_) return fail(ErrorCode::kSyntax, "music before the key (K:)", "column 1");
    return abc::LineReader(text, voices_, current_, tempo_).read();
  }

  std::size_t number_ = 0;
  std::size_t first_line_ = 0;
  bool in_tune_ = false;
  bool in_body_ = false;
  Score score_{.notes = {}};
  std::vector<abc::Voice> voices_{1};
  std::size_t current_ = 0;
  std::optional<double> tempo_;
};
}  // namespace

Result<std::vector<Score>> parse_abc(std::string_view text) {
  Tunes tunes;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (auto good = tunes.line(text.substr(0, end)); !good) return fail(std::move(good.error()));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (auto good = tunes.finish(); !good) return fail(std::move(good.error()));
  if (tunes.scores.empty()) {
    return fail(ErrorCode::kTooShort, "no tune in it; a tune begins with a line X:1");
  }
  return std::move(tunes.scores);
}
}  // namespace foretell

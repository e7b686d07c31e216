#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "foretell/ingest/abc.hpp"

namespace foretell {
namespace {
constexpr std::uint64_t kPerQuarter = 48;
constexpr std::uint64_t kPerBar = 4 * kPerQuarter;
constexpr std::size_t kBarsPerLine = 4;
constexpr std::string_view kLetters = "CCDDEFFGGAAB";
constexpr std::string_view kSharps = " ^ ^  ^ ^ ^ ";

/// The accidentals of a bar, letter by letter and octave.
using Written = std::map<std::pair<char, int>, char>;

std::string pitch_text(std::uint8_t pitch, Written& written) {
  const char letter = kLetters[pitch % 12];
  const char sign = kSharps[pitch % 12] == '^' ? '^' : '=';
  const int octave = pitch / 12;
  std::string text;
  char& before = written.try_emplace({letter, octave}, '=').first->second;
  if (before != sign) text.push_back(sign);
  before = sign;
  text.push_back(octave > 5 ? static_cast<char>(letter - 'A' + 'a') : letter);
  for (int i = octave; i > 6; --i) text.push_back('\'');
  for (int i = octave; i < 5; ++i) text.push_back(',');
  return text;
}

/// A length in units of L:1/16.
std::string length_text(std::uint64_t length) {
  const std::uint64_t unit = kPerQuarter / 4;
  const std::uint64_t common = std::gcd(length, unit);
  const std::uint64_t above = length / common, below = unit / common;
  if (below == 1) return above == 1 ? "" : std::to_string(above);
  return fmt::format("{}/{}", above, below);
}

/// A note on the grid.
struct Span {
  std::uint64_t begin, end;
  std::uint8_t pitch;
};

/// Notes on the grid by begin; of one key, the later cuts the earlier short.
std::vector<Span> spans_of(const Score& score) {
  const double scale = static_cast<double>(kPerQuarter) / score.ticks_per_quarter;
  const auto place = [scale](std::uint64_t tick) {
    return static_cast<std::uint64_t>(std::llround(static_cast<double>(tick) * scale));
  };
  std::map<std::pair<std::uint8_t, std::uint64_t>, std::uint64_t> ends;  // of pitch and begin
  for (const Note& note : score.notes) {
    const std::uint64_t begin = place(note.onset);
    std::uint64_t& end = ends[{note.pitch, begin}];
    end = std::max({end, begin + 1, place(std::uint64_t{note.onset} + note.duration)});
  }
  std::vector<Span> spans;
  for (auto it = ends.begin(); it != ends.end(); ++it) {
    const auto next = std::next(it);
    const bool cut = next != ends.end() && next->first.first == it->first.first;
    spans.push_back({it->first.second, cut ? std::min(it->second, next->first.second) : it->second,
                     it->first.first});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return std::pair(a.begin, a.pitch) < std::pair(b.begin, b.pitch);
  });
  return spans;
}

/// The music, segment by segment: between two edges nothing begins or ends.
class Writer {
 public:
  explicit Writer(std::vector<Span> spans) : spans_(std::move(spans)) {
    for (const Span& span : spans_) {
      edges_.insert(span.begin);
      edges_.insert(span.end);
      last_ = std::max(last_, span.end);
    }
  }

  std::string text() {
    std::string result;
    std::uint64_t now = 0;
    std::size_t bar = 0;
    while (now < last_) {
      const auto edge = edges_.upper_bound(now);
      const std::uint64_t end = std::min(*edge, (now / kPerBar + 1) * kPerBar);
      result += segment(now, end);
      now = end;
      if (now % kPerBar != 0 && now < last_) {
        result += ' ';
      } else {
        written_.clear();
        result += now == last_ ? " |]\n" : ++bar % kBarsPerLine == 0 ? " |\n" : " | ";
      }
    }
    return result;
  }

 private:
  std::string segment(std::uint64_t begin, std::uint64_t end) {
    std::erase_if(sounding_, [begin](const Span& span) { return span.end <= begin; });
    for (; next_ < spans_.size() && spans_[next_].begin <= begin; ++next_) {
      sounding_.push_back(spans_[next_]);
    }
    std::sort(sounding_.begin(), sounding_.end(),
              [](const Span& a, const Span& b) { return a.pitch < b.pitch; });
    if (sounding_.empty()) return fmt::format("z{}", length_text(end - begin));
    std::string tones;
    for (const Span& span : sounding_) {
      tones += pitch_text(span.pitch, written_);
      if (sounding_.size() == 1) tones += length_text(end - begin);
      if (span.end > end) tones += '-';
    }
    return sounding_.size() == 1 ? tones : fmt::format("[{}]{}", tones, length_text(end - begin));
  }

  std::vector<Span> spans_;
  std::set<std::uint64_t> edges_;
  std::uint64_t last_ = 0;
  std::size_t next_ = 0;
  std::vector<Span> sounding_;
  Written written_;
};
}  // namespace

std::string abc_text(const Score& score) {
  std::string title = score.title.empty() ? "Untitled" : score.title;
  std::replace_if(
      title.begin(), title.end(), [](char c) { return c == '\n' || c == '\r' || c == '%'; }, ' ');
  return fmt::format("X:1\nT:{}\nM:4/4\nL:1/16\nQ:1/4={}\nK:C\n{}", title,
                     std::clamp(std::lround(score.quarters_per_minute), 4L, 1000L),
                     Writer(spans_of(score)).text());
}
}  // namespace foretell

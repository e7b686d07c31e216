#include <algorithm>
#include <cmath>
#include <map>

#include "foretell/ingest/abc_parts.hpp"

namespace foretell::abc {
namespace {
constexpr double kMaxTicks = 2e9;

/// Walks through the items of a voice in the order in which they sound.
///   Repeats  ":|" goes back to the last "|:", double bar or end of a repeat; the bars of an ending
///            are played in their turns only. Nested repeats play as the innermost.
class Player {
 public:
  explicit Player(const std::vector<Item>& items) : items_(items) {}

  /// The next notes or rest; null at the end.
  const Item* next() {
    while (at_ < items_.size()) {
      const Item& item = items_[at_++];
      if (item.kind == Item::Kind::kNotes) return &item;
      pass(item);
    }
    return nullptr;
  }

 private:
  void begin_section(bool marked) {
    start_ = at_;
    turn_ = 1;
    marked_ = marked;
    in_ending_ = false;
  }
  /// The last turn that an ending between the section's begin and the next section asks for.
  [[nodiscard]] int turns() const {
    int last = 2;
    for (std::size_t i = start_; i < items_.size(); ++i) {
      if (items_[i].kind == Item::Kind::kRepeatStart) break;
      for (int turn = 3; turn <= 9 && items_[i].kind == Item::Kind::kEnding; ++turn) {
        if ((items_[i].endings >> turn & 1) != 0) last = std::max(last, turn);
      }
    }
    return last;
  }
  /// Over an ending of another turn, to the next ending or past its last repeat.
  void skip_ending() {
    for (; at_ < items_.size(); ++at_) {
      const auto kind = items_[at_].kind;
      if (kind == Item::Kind::kEnding || kind == Item::Kind::kRepeatStart) return;
    }
  }
  void pass(const Item& item) {
    switch (item.kind) {
      case Item::Kind::kRepeatStart:
        return begin_section(true);
      case Item::Kind::kRepeatEnd:
        if (turn_ >= turns()) return begin_section(false);
        ++turn_;
        at_ = start_;
        in_ending_ = false;
        return;
      case Item::Kind::kEnding:
        if ((item.endings >> turn_ & 1) == 0) return skip_ending();
        in_ending_ = true;
        return;
      case Item::Kind::kDoubleBar:
        if (!marked_ || (in_ending_ && turn_ >= 2)) begin_section(false);
        return;
      case Item::Kind::kNotes:
        return;
    }
  }

  const std::vector<Item>& items_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  int turn_ = 1;
  bool marked_ = false;
  bool in_ending_ = false;
};
}  // namespace

Result<void> unroll(const Voice& voice, std::uint8_t number, Score& score) {
  const double whole = 4.0 * score.ticks_per_quarter;
  double now = 0;
  std::map<std::uint8_t, std::size_t> tied;  // pitch → its note in the score, still held
  Player player(voice.items);
  while (const Item* item = player.next()) {
    const double end = now + item->length * whole;
    if (end > kMaxTicks) return fail(ErrorCode::kUnsupported, "a voice beyond two billion ticks");
    const auto first = static_cast<std::uint32_t>(std::llround(now));
    const auto last = std::max(first + 1, static_cast<std::uint32_t>(std::llround(end)));
    std::map<std::uint8_t, std::size_t> held;
    for (const Item::Tone& tone : item->tones) {
      const auto before = tied.find(tone.pitch);
      std::size_t place = score.notes.size();
      if (before != tied.end()) {
        place = before->second;
        score.notes[place].duration = last - score.notes[place].onset;
      } else {
        score.notes.push_back({first, last - first, tone.pitch, number});
      }
      if (tone.tied) held[tone.pitch] = place;
    }
    tied = std::move(held);
    now = end;
  }
  return {};
}
}  // namespace foretell::abc

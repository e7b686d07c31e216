#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

#include "foretell/ingest/midi.hpp"

namespace foretell {
namespace {
constexpr double kMicrosPerMinute = 6e7;
constexpr char kVelocity = 80;
constexpr std::uint8_t kPercussion = 9;
constexpr std::uint8_t kChannels = 16;

void put_number(std::string& bytes, std::uint64_t value, int size) {
  for (int i = size; i-- > 0;) bytes.push_back(static_cast<char>(value >> (8 * i) & 255));
}

void put_variable(std::string& bytes, std::uint32_t value) {
  for (int shift = 21; shift > 0; shift -= 7) {
    if (value >> shift != 0) bytes.push_back(static_cast<char>((value >> shift & 127) | 128));
  }
  bytes.push_back(static_cast<char>(value & 127));
}

void put_track(std::string& bytes, std::string track) {
  track += std::string("\0\xFF\x2F\0", 4);
  bytes += "MTrk";
  put_number(bytes, track.size(), 4);
  bytes += track;
}

std::string first_track(const Score& score) {
  std::string track;
  if (!score.title.empty()) {
    track += std::string("\0\xFF\x03", 3);
    put_variable(track, static_cast<std::uint32_t>(score.title.size()));
    track += score.title;
  }
  track += std::string("\0\xFF\x51\x03", 4);
  put_number(track, std::llround(kMicrosPerMinute / score.quarters_per_minute), 3);
  return track;
}

/// One stroke or release; releases come first where both fall on one tick.
struct Event {
  std::uint64_t tick;
  bool on;
  std::uint8_t pitch;
  auto operator<=>(const Event&) const = default;
};

std::string voice_track(std::vector<Event> events, std::uint8_t channel) {
  std::sort(events.begin(), events.end());
  std::string track;
  std::uint64_t tick = 0;
  for (const Event& event : events) {
    put_variable(track, static_cast<std::uint32_t>(event.tick - tick));
    track.push_back(static_cast<char>((event.on ? 0x90 : 0x80) | channel));
    track.push_back(static_cast<char>(event.pitch));
    track.push_back(event.on ? kVelocity : char{0});
    tick = event.tick;
  }
  return track;
}

std::uint8_t channel_of(std::uint8_t voice) {
  const std::uint8_t channel = voice % (kChannels - 1);
  return channel < kPercussion ? channel : static_cast<std::uint8_t>(channel + 1);
}
}  // namespace

Result<std::string> midi_bytes(const Score& score) {
  if (score.ticks_per_quarter == 0 || score.ticks_per_quarter > 32767) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} ticks per quarter: from 1 to 32767", score.ticks_per_quarter));
  }
  if (!(score.quarters_per_minute >= 4 && score.quarters_per_minute <= 6000)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("a tempo of {}: from 4 to 6000", score.quarters_per_minute));
  }
  std::map<std::uint8_t, std::vector<Event>> voices;
  for (const Note& note : score.notes) {
    auto& events = voices[note.voice];
    events.push_back({note.onset, true, note.pitch});
    events.push_back({std::uint64_t{note.onset} + note.duration, false, note.pitch});
  }
  std::string bytes("MThd\0\0\0\6\0\1", 10);
  put_number(bytes, voices.size() + 1, 2);
  put_number(bytes, score.ticks_per_quarter, 2);
  put_track(bytes, first_track(score));
  for (auto& [voice, events] : voices) {
    put_track(bytes, voice_track(std::move(events), channel_of(voice)));
  }
  return bytes;
}
}  // namespace foretell

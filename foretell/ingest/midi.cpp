#include "foretell/ingest/midi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace foretell {
namespace {
constexpr std::uint8_t kPercussion = 9;
constexpr std::uint64_t kMaxTick = std::numeric_limits<std::uint32_t>::max() / 2;
constexpr std::size_t kKeys = 128;
constexpr std::size_t kChannels = 16;
constexpr double kMicrosPerMinute = 6e7;

tl::unexpected<Error> wrong(std::string what, std::size_t byte) {
  return fail(ErrorCode::kBadFile, std::move(what), fmt::format("byte {}", byte));
}

/// Numbers from bytes, big-endian. After the end every read gives nothing.
class Reader {
 public:
  Reader(std::string_view bytes, std::size_t begin) : bytes_(bytes), begin_(begin) {}

  [[nodiscard]] bool done() const { return place_ == bytes_.size(); }
  [[nodiscard]] std::size_t byte() const { return begin_ + place_; }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - place_; }
  std::optional<std::uint8_t> next() {
    if (done()) return std::nullopt;
    return static_cast<std::uint8_t>(bytes_[place_++]);
  }
  std::optional<std::uint32_t> number(std::size_t size) {
    if (left() < size) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | *next();
    return value;
  }
  /// Seven bits a byte, at most four bytes; the last has its high bit clear.
  std::optional<std::uint32_t> variable() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
      const auto byte = next();
      if (!byte) return std::nullopt;
      value = value << 7 | (*byte & 0x7FU);
      if (*byte < 0x80) return value;
    }
    return std::nullopt;
  }
  std::optional<std::string_view> take(std::size_t size) {
    if (left() < size) return std::nullopt;
    place_ += size;
    return bytes_.substr(place_ - size, size);
  }

 private:
  std::string_view bytes_;
  std::size_t begin_;
  std::size_t place_ = 0;
};

/// One track, event by event.
class Track {
 public:
  Track(Reader reader, std::size_t index, bool by_channel, Score& score)
      : reader_(reader), index_(index), by_channel_(by_channel), score_(score) {}

  Result<void> read() {
    while (!reader_.done() && !ended_) {
      const auto delta = reader_.variable();
      if (!delta) return wrong("a time that does not end", reader_.byte());
      tick_ += *delta;
      if (tick_ > kMaxTick) return wrong("a track beyond two billion ticks", reader_.byte());
      if (auto good = event(); !good) return good;
    }
    for (std::size_t i = 0; i < open_.size(); ++i) release(i / kKeys, i % kKeys);
    return {};
  }
  [[nodiscard]] std::optional<double> tempo() const { return tempo_; }

 private:
  Result<void> event() {
    const std::size_t at = reader_.byte();
    auto first = reader_.next();
    if (!first) return wrong("a time without an event", at);
    if (*first == 0xFF) return meta();
    if (*first == 0xF0 || *first == 0xF7) return skip();
    if (*first >= 0xF0)
      return wrong(fmt::format("the event {:#x} has no place in a file", *first), at);
    std::uint8_t data = *first;
    if (*first >= 0x80) {
      status_ = *first;
      const auto next = reader_.next();
      if (!next) return wrong("an event that does not end", at);
      data = *next;
    }
    if (status_ == 0) return wrong("data without an event", at);
    return channel_event(data, at);
  }

  Result<void> channel_event(std::uint8_t data, std::size_t at) {
    const std::uint8_t kind = status_ >> 4;
    const std::uint8_t channel = status_ & 15;
    std::uint8_t second = 0;
    if (kind != 0xC && kind != 0xD) {
      const auto next = reader_.next();
      if (!next) return wrong("an event that does not end", at);
      second = *next;
    }
    if (data > 127 || second > 127) return wrong("a value above 127", at);
    if (channel == kPercussion || (kind != 8 && kind != 9)) return {};
    release(channel, data);
    if (kind == 9 && second > 0) open_[channel * kKeys + data] = tick_ + 1;
    return {};
  }

  void release(std::size_t channel, std::size_t key) {
    const std::uint64_t start = std::exchange(open_[channel * kKeys + key], 0);
    if (start == 0 || start - 1 == tick_) return;  // not struck, or for no time
    const std::size_t voice = by_channel_ ? channel : index_;
    score_.notes.push_back({static_cast<std::uint32_t>(start - 1),
                            static_cast<std::uint32_t>(tick_ - (start - 1)),
                            static_cast<std::uint8_t>(key),
                            static_cast<std::uint8_t>(std::min<std::size_t>(voice, 255))});
  }

  Result<void> meta() {
    const std::size_t at = reader_.byte();
    const auto type = reader_.next();
    const auto size = type ? reader_.variable() : std::nullopt;
    const auto data = size ? reader_.take(*size) : std::nullopt;
    if (!data) return wrong("an event that does not end", at);
    if (*type == 0x2F) ended_ = true;
    if (*type == 0x51 && data->size() == 3 && !tempo_) {
      const double micros = *Reader(*data, at).number(3);
      if (micros > 0) tempo_ = kMicrosPerMinute / micros;
    }
    return {};
  }

  Result<void> skip() {
    const std::size_t at = reader_.byte();
    const auto size = reader_.variable();
    if (!size || !reader_.take(*size)) return wrong("a system message that does not end", at);
    return {};
  }

  Reader reader_;
  std::size_t index_;
  bool by_channel_;
  Score& score_;
  std::uint64_t tick_ = 0;
  std::uint8_t status_ = 0;
  bool ended_ = false;
  std::optional<double> tempo_;
  std::array<std::uint64_t, kChannels * kKeys> open_{};  // tick + 1 of the stroke, 0: silent
};

struct Head {
  std::uint32_t format, tracks;
  std::size_t size;  // of the header chunk with its name and length
};

Result<Head> read_head(std::string_view bytes, Score& score) {
  Reader reader(bytes, 0);
  const auto name = reader.take(4);
  if (!name || *name != "MThd") return wrong("not a MIDI file", 0);
  const auto size = reader.number(4), format = reader.number(2), tracks = reader.number(2),
             division = reader.number(2);
  if (!division || *size < 6 || *size > bytes.size() - 8) return wrong("a truncated header", 4);
  if (*format > 1) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("MIDI format {}; formats 0 and 1 are read", *format), "byte 8");
  }
  if (*division >= 0x8000) {
    return fail(ErrorCode::kUnsupported, "time code instead of ticks per quarter", "byte 12");
  }
  if (*division == 0) return wrong("no ticks per quarter", 12);
  score.ticks_per_quarter = *division;
  return Head{*format, *tracks, 8 + std::size_t{*size}};
}
}  // namespace

Result<Score> parse_midi(std::string_view bytes) {
  Score score{.notes = {}};
  const auto head = read_head(bytes, score);
  if (!head) return fail(head.error());
  Reader reader(bytes.substr(head->size), head->size);
  std::optional<double> tempo;
  for (std::size_t track = 0; track < head->tracks;) {
    const std::size_t at = reader.byte();
    const auto name = reader.take(4);
    const auto size = reader.number(4);
    if (!name || !size) return wrong("truncated: a track is missing", at);
    const std::size_t begin = reader.byte();
    const auto data = reader.take(*size);
    if (!data) return wrong("truncated: a track of " + std::to_string(*size) + " bytes", at);
    if (*name != "MTrk") continue;  // chunks of other kinds are to be passed over
    Track reading(Reader(*data, begin), track++, head->format == 0, score);
    if (auto good = reading.read(); !good) return fail(std::move(good.error()));
    if (!tempo) tempo = reading.tempo();
  }
  if (score.notes.empty()) return fail(ErrorCode::kTooShort, "no note in it");
  if (tempo) score.quarters_per_minute = *tempo;
  score.sort();
  return score;
}
}  // namespace foretell

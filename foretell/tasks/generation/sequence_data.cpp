#include "foretell/tasks/generation/sequence_data.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/base/rng.hpp"
#include "foretell/corpus/batch.hpp"

namespace foretell {
std::size_t SequenceData::predictions() const {
  std::size_t count = text.empty() ? 0 : text.size() - 1;
  for (const Frames& song : songs) count += song.steps();
  return count;
}

Result<void> check_data(const SequenceData& data, const SequenceAlphabet& alphabet,
                        const std::string& where) {
  if (alphabet.kind == SequenceKind::kText) {
    if (data.text.size() < 2) {
      return fail(ErrorCode::kTooShort,
                  fmt::format("a text of {} characters: at least 2", data.text.size()), where);
    }
    const bool known = std::any_of(data.text.begin(), data.text.end(),
                                   [](Token token) { return token != Vocabulary::kUnknown; });
    if (known) return {};
    return fail(ErrorCode::kUnknownName, "not one of its characters is in the vocabulary", where);
  }
  if (data.songs.empty()) return fail(ErrorCode::kTooShort, "no song", where);
  for (std::size_t i = 0; i < data.songs.size(); ++i) {
    const std::string song = fmt::format("{} song {}", where, i + 1);
    if (auto good = check_frames(data.songs[i], song); !good) return good;
    if (data.songs[i].width != alphabet.width()) {
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("{} keys, the model has {}", data.songs[i].width, alphabet.width()),
                  song);
    }
  }
  return {};
}

RaggedLayout SequenceBatch::window_layout(std::size_t first, std::size_t last) const {
  std::vector<std::size_t> lengths;
  for (std::size_t slot = 0; slot < layout.alive(first); ++slot) {
    lengths.push_back(std::min(layout.length(slot), last) - first);
  }
  return *RaggedLayout::from(lengths);
}

SequenceWindow SequenceBatch::window(std::size_t first, std::size_t last,
                                     const RaggedLayout& of_window) const {
  const std::size_t begin = layout.offset(first), count = layout.offset(last) - begin;
  SequenceWindow result{.layout = &of_window};
  if (!tokens.empty()) result.tokens = std::span(tokens).subspan(begin, count);
  if (!frames.empty()) result.frames = {frames.data() + begin * width, count, width};
  return result;
}

std::span<const Token> SequenceBatch::next_of(std::size_t first, std::size_t last) const {
  return std::span(next_tokens)
      .subspan(layout.offset(first), layout.offset(last) - layout.offset(first));
}

MatrixView<const float> SequenceBatch::next_frames_of(std::size_t first, std::size_t last) const {
  const std::size_t begin = layout.offset(first);
  return {next_frames.data() + begin * width, layout.offset(last) - begin, width};
}

SequenceBatch text_batch(std::span<const Token> text, std::size_t streams) {
  const std::size_t count = text.size() - 1;
  streams = std::clamp<std::size_t>(streams, 1, count);
  std::vector<std::span<const Token>> inputs, nexts;
  SequenceBatch batch;
  for (std::size_t i = 0, begin = 0; i < streams; ++i) {
    const std::size_t length = count / streams + (i < count % streams ? 1 : 0);
    inputs.push_back(text.subspan(begin, length));
    nexts.push_back(text.subspan(begin + 1, length));
    batch.keys.push_back(i);
    begin += length;
  }
  batch.layout = *layout_of(inputs);
  batch.tokens.resize(batch.layout.rows());
  batch.next_tokens.resize(batch.layout.rows());
  gather(batch.layout, inputs, batch.tokens);
  gather(batch.layout, nexts, batch.next_tokens);
  return batch;
}

SequenceBatch song_batch(const SequenceData& data, std::span<const std::size_t> songs,
                         std::span<const int> shifts) {
  SequenceBatch batch;
  std::vector<std::size_t> lengths;
  for (const std::size_t song : songs) {
    lengths.push_back(data.songs[song].steps());
    batch.keys.push_back(song);
  }
  batch.layout = *RaggedLayout::from(lengths);
  batch.width = data.songs[songs.front()].width;
  batch.frames.assign(batch.layout.rows() * batch.width, 0.0F);
  batch.next_frames.assign(batch.layout.rows() * batch.width, 0.0F);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const Frames& song = data.songs[songs[i]];
    const std::size_t slot = batch.layout.slot_of(i);
    const auto shift = static_cast<std::ptrdiff_t>(shifts.empty() ? 0 : shifts[i]);
    for (std::size_t t = 0; t < song.steps(); ++t) {
      const auto step = song.step(t);
      for (std::size_t key = 0; key < batch.width; ++key) {
        const auto to = static_cast<std::ptrdiff_t>(key) + shift;
        if (step[key] == 0 || to < 0 || to >= static_cast<std::ptrdiff_t>(batch.width)) continue;
        const auto place = static_cast<std::size_t>(to);
        batch.next_frames[batch.layout.row(t, slot) * batch.width + place] = step[key];
        if (t + 1 == song.steps()) continue;
        batch.frames[batch.layout.row(t + 1, slot) * batch.width + place] = step[key];
      }
    }
  }
  return batch;
}

int drawn_shift(const Frames& song, std::size_t most, std::uint64_t seed, std::uint64_t epoch,
                std::size_t index) {
  std::size_t low = song.width, high = 0;
  for (std::size_t i = 0; i < song.values.size(); ++i) {
    if (song.values[i] == 0) continue;
    low = std::min(low, i % song.width);
    high = std::max(high, i % song.width);
  }
  if (most == 0 || low > high) return 0;
  const std::size_t down = std::min(most, low), up = std::min(most, song.width - 1 - high);
  constexpr std::uint64_t kStreams = 1ULL << 32;  // apart from those of the order of an epoch
  Rng rng(seed ^ 0x7368696674ULL, epoch * kStreams + index);
  return static_cast<int>(rng.below(static_cast<std::uint32_t>(down + up + 1))) -
         static_cast<int>(down);
}
}  // namespace foretell

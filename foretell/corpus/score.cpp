#include "foretell/corpus/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace foretell {
namespace {
constexpr std::size_t kMaxSteps = 2'000'000;
constexpr std::uint8_t kMaxVoices = 16;
constexpr float kSounds = 0.5F;

Result<void> check_grid(const Score& score, const RollGrid& grid) {
  if (grid.lowest > grid.highest || grid.highest > 127) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("keys {} to {}: they lie within 0 to 127", grid.lowest, grid.highest));
  }
  if (!(grid.steps_per_quarter >= 0.01 && grid.steps_per_quarter <= 1000)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} steps per quarter: from 0.01 to 1000", grid.steps_per_quarter));
  }
  if (score.ticks_per_quarter == 0) {
    return fail(ErrorCode::kBadValue, "a score of no ticks per quarter");
  }
  return {};
}
}  // namespace

std::uint64_t Score::ticks() const {
  std::uint64_t last = 0;
  for (const Note& note : notes) {
    last = std::max(last, std::uint64_t{note.onset} + note.duration);
  }
  return last;
}

void Score::sort() {
  std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
    return std::tuple(a.onset, a.voice, a.pitch) < std::tuple(b.onset, b.voice, b.pitch);
  });
}

Result<Frames> piano_roll(const Score& score, const RollGrid& grid) {
  if (auto good = check_grid(score, grid); !good) return fail(std::move(good.error()));
  const double scale = grid.steps_per_quarter / score.ticks_per_quarter;
  const auto step_of = [scale](std::uint64_t tick) {
    return static_cast<std::size_t>(std::llround(static_cast<double>(tick) * scale));
  };
  Frames roll{.values = {}, .width = grid.width()};
  std::size_t steps = 0;
  for (const Note& note : score.notes) {
    if (note.pitch < grid.lowest || note.pitch > grid.highest) continue;
    steps = std::max(
        {steps, step_of(note.onset) + 1, step_of(std::uint64_t{note.onset} + note.duration)});
  }
  if (steps == 0) return fail(ErrorCode::kTooShort, "no note within the keys");
  if (steps > kMaxSteps) {
    return fail(
        ErrorCode::kUnsupported,
        fmt::format("{} steps, at most {}: take fewer steps per quarter", steps, kMaxSteps));
  }
  roll.values.assign(steps * roll.width, 0.0F);
  for (const Note& note : score.notes) {
    if (note.pitch < grid.lowest || note.pitch > grid.highest) continue;
    const std::size_t first = step_of(note.onset);
    const std::size_t end = std::max(first + 1, step_of(std::uint64_t{note.onset} + note.duration));
    for (std::size_t t = first; t < end; ++t) {
      roll.values[t * roll.width + note.pitch - grid.lowest] = 1;
    }
  }
  return roll;
}

Score score_of(const Frames& roll, const RollGrid& grid, double quarters_per_minute) {
  Score score{.quarters_per_minute = quarters_per_minute, .notes = {}};
  const double scale = score.ticks_per_quarter / grid.steps_per_quarter;
  const auto tick = [scale](std::size_t t) {
    return static_cast<std::uint32_t>(std::llround(static_cast<double>(t) * scale));
  };
  const auto sounds = [&roll](std::size_t t, std::size_t key) {
    return t < roll.steps() && roll.values[t * roll.width + key] > kSounds;
  };
  for (std::size_t t = 0; t < roll.steps(); ++t) {
    std::uint8_t voice = 0;
    for (std::size_t key = roll.width; key-- > 0;) {
      if (!sounds(t, key)) continue;
      if (t == 0 || !sounds(t - 1, key)) {
        std::size_t end = t + 1;
        while (sounds(end, key)) ++end;
        score.notes.push_back(
            {tick(t), tick(end) - tick(t), static_cast<std::uint8_t>(grid.lowest + key), voice});
      }
      if (voice + 1 < kMaxVoices) ++voice;
    }
  }
  score.sort();
  return score;
}
}  // namespace foretell

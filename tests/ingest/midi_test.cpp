#include "foretell/ingest/midi.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace foretell {
namespace {
Score example() {
  return {.ticks_per_quarter = 480,
          .quarters_per_minute = 96,
          .notes = {{0, 480, 72, 0}, {0, 960, 48, 1}, {480, 480, 72, 0}, {960, 20000, 74, 0}},
          .title = "A tune"};
}

std::string track(const std::string& events) {
  std::string bytes = "MTrk";
  for (int i = 3; i >= 0; --i) bytes.push_back(static_cast<char>(events.size() >> (8 * i) & 255));
  return bytes + events;
}
std::string file(int format, const std::string& events, int division = 96) {
  std::string bytes("MThd\0\0\0\6\0", 9);
  bytes.push_back(static_cast<char>(format));
  bytes += std::string("\0\1", 2);
  bytes.push_back(static_cast<char>(division >> 8));
  bytes.push_back(static_cast<char>(division & 255));
  return bytes + track(events);
}
std::string text(std::initializer_list<int> bytes) {
  std::string result;
  for (const int byte : bytes) result.push_back(static_cast<char>(byte));
  return result;
}

TEST(Midi, WhatIsWrittenIsReadBack) {
  const auto bytes = midi_bytes(example());
  ASSERT_TRUE(bytes);
  const auto score = parse_midi(*bytes);
  ASSERT_TRUE(score) << score.error().text();
  EXPECT_EQ(score->ticks_per_quarter, 480U);
  EXPECT_NEAR(score->quarters_per_minute, 96, 1e-3);
  ASSERT_EQ(score->notes.size(), 4U);
  // The first track holds the tempo, so voices count from 1.
  EXPECT_EQ(score->notes[0], (Note{0, 480, 72, 1}));
  EXPECT_EQ(score->notes[3], (Note{960, 20000, 74, 1}));
}

TEST(Midi, UnderstandsRunningStatusAndSilentStrokesAsReleases) {
  const auto score = parse_midi(file(0, text({0, 0x90, 60, 64, 0, 64, 64,   // two strokes
                                              0x81, 0x00, 60, 0, 0, 64, 0,  // 128 ticks later
                                              0, 0xFF, 0x2F, 0})));
  ASSERT_TRUE(score) << score.error().text();
  EXPECT_EQ(score->notes, (std::vector<Note>{{0, 128, 60, 0}, {0, 128, 64, 0}}));
}

TEST(Midi, LeavesOutPercussionAndOtherMessages) {
  const auto score = parse_midi(
      file(0, text({0, 0x99, 35, 90, 0,  0xC0, 5,  0, 0xB1, 7, 100, 0, 0xF0, 2, 1, 0xF7,  //
                    0, 0x91, 60, 90, 96, 0x81, 60, 0})));
  ASSERT_TRUE(score) << score.error().text();
  EXPECT_EQ(score->notes, (std::vector<Note>{{0, 96, 60, 1}}));
}

TEST(Midi, EndsWhatIsStruckAgainOrNeverReleased) {
  const auto score =
      parse_midi(file(0, text({0, 0x90, 60, 90, 10, 0x90, 60, 90, 5, 0xFF, 0x2F, 0})));
  ASSERT_TRUE(score) << score.error().text();
  EXPECT_EQ(score->notes, (std::vector<Note>{{0, 10, 60, 0}, {10, 5, 60, 0}}));
}

TEST(Midi, SaysWhyAFileIsRefused) {
  EXPECT_EQ(parse_midi("RIFF").error().text(), "byte 0: not a MIDI file");
  EXPECT_EQ(parse_midi("").error().code, ErrorCode::kBadFile);
  EXPECT_EQ(parse_midi(file(2, "")).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(parse_midi(file(0, "", 0xE728)).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(parse_midi(file(0, "", 0)).error().code, ErrorCode::kBadFile);
  EXPECT_EQ(parse_midi(file(0, text({0, 60, 60}))).error().text(),
            "byte 23: data without an event");
  EXPECT_EQ(parse_midi(file(0, text({0, 0xFF, 0x2F, 0}))).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(parse_midi(file(0, text({0xFF, 0xFF, 0xFF, 0xFF, 0}))).error().code,
            ErrorCode::kBadFile);
}

TEST(Midi, IsRefusedWhereverItIsCutOff) {
  const auto bytes = *midi_bytes(example());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(parse_midi(bytes.substr(0, size))) << size;
  }
}

TEST(Midi, IsNotWrittenFromAnImpossibleScore) {
  Score score = example();
  score.quarters_per_minute = 0;
  EXPECT_EQ(midi_bytes(score).error().code, ErrorCode::kInvalidOption);
  score = example();
  score.ticks_per_quarter = 40000;
  EXPECT_EQ(midi_bytes(score).error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell

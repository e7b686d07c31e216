#include "foretell/ingest/read_music.hpp"

#include <gtest/gtest.h>

#include "foretell/ingest/midi.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
Score short_tune() {
  return {.quarters_per_minute = 100, .notes = {{0, 480, 60, 0}, {480, 480, 62, 0}}};
}

TEST(ReadMusic, ReadsEveryFileOfAFolderAndListsThoseItCannot) {
  const TempFolder folder;
  folder.file("a.mid", *midi_bytes(short_tune()));
  folder.file("b.abc", "X:1\nK:C\nC\n\nX:2\nK:C\nD\n");
  folder.file("c.mid", "broken");
  folder.file("d.txt", "not music");
  const auto music = read_music(folder.path("."));
  ASSERT_TRUE(music) << music.error().text();
  EXPECT_EQ(music->splits.at("train").size(), 3U);
  EXPECT_NEAR(music->quarters_per_minute, 100, 1e-3);
  ASSERT_EQ(music->refused.size(), 1U);
  EXPECT_TRUE(music->refused[0].where.ends_with("c.mid byte 0")) << music->refused[0].where;
}

TEST(ReadMusic, PutsNotesOnTheGrid) {
  const TempFolder folder;
  const auto piece = read_piece(folder.file("a.midi", *midi_bytes(short_tune())), {});
  ASSERT_TRUE(piece);
  EXPECT_EQ(piece->steps(), 8U);
}

TEST(ReadMusic, SaysWhichFileAndWhy) {
  const TempFolder folder;
  EXPECT_EQ(read_music(folder.path("none.mid")).error().code, ErrorCode::kIo);
  EXPECT_EQ(read_music(folder.file("a.txt", "x")).error().code, ErrorCode::kUnknownName);
  const TempFolder empty;
  EXPECT_EQ(read_music(empty.path(".")).error().code, ErrorCode::kTooShort);
  const auto error = read_music(folder.file("b.json", "[[[5]]]")).error();
  EXPECT_EQ(error.text(), folder.path("b.json") + " song 1 step 1: 5 is no key from 21 to 108");
  EXPECT_FALSE(read_music(folder.file("c.mid", "")));
}
}  // namespace
}  // namespace foretell

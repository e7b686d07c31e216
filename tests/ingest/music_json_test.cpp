#include "foretell/ingest/music_json.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
std::string music_error(const std::string& text) {
  const auto music = parse_music_json(text);
  return music ? "none" : music.error().text();
}

TEST(MusicJson, ReadsPartsSongsAndSteps) {
  const auto music =
      parse_music_json(R"({"train":[[[60,64],[],[108]],[[21]]],"test":[[[60]]],"valid":[]})");
  ASSERT_TRUE(music) << music.error().text();
  EXPECT_EQ(music->size(), 2U);
  const auto& songs = music->at("train");
  ASSERT_EQ(songs.size(), 2U);
  EXPECT_EQ(songs[0].steps(), 3U);
  EXPECT_EQ(songs[0].width, 88U);
  EXPECT_EQ(songs[0].step(0)[60 - 21], 1);
  EXPECT_EQ(songs[0].step(1)[60 - 21], 0);
  EXPECT_EQ(songs[0].step(2)[87], 1);
  EXPECT_EQ(songs[1].step(0)[0], 1);
}

TEST(MusicJson, TakesAListOfSongsAlone) {
  const auto music = parse_music_json("[[[60]],[[61]]]");
  ASSERT_TRUE(music);
  EXPECT_EQ(music->at("train").size(), 2U);
}

TEST(MusicJson, SaysWhereAndWhyItIsRefused) {
  EXPECT_EQ(music_error(R"({"train":[[[60],[20]]]})"),
            "part 'train' song 1 step 2: 20 is no key from 21 to 108");
  EXPECT_EQ(music_error("[[[60.5]]]"), "song 1 step 1: 60.5 is no key from 21 to 108");
  EXPECT_EQ(music_error("[[[-60]]]"), "song 1 step 1: -60 is no key from 21 to 108");
  EXPECT_EQ(music_error(R"([[["60"]]])"), "song 1 step 1: a text where numbers belong");
  EXPECT_EQ(music_error("[[[60]],[]]"), "song 2 step 0: a song without a step");
  EXPECT_EQ(music_error("[[[[60]]]]"), "song 1 step 1: a list where a number belongs");
  EXPECT_EQ(music_error("[60]"), "a number where a list belongs");
  EXPECT_EQ(music_error(R"({"train":[],"train":[]})"), "part 'train': a part given twice");
  EXPECT_EQ(music_error("{}"), "no song in it");
  EXPECT_EQ(music_error("[[[60]]"), "byte 8: no JSON");
  EXPECT_EQ(music_error(""), "byte 1: no JSON");
  EXPECT_EQ(music_error("60"), "a number where a list belongs");
}

TEST(MusicJson, DoesNotFollowDeepNesting) {
  EXPECT_EQ(music_error(std::string(1'000'000, '[')),
            "song 1 step 1: a list where a number belongs");
}
}  // namespace
}  // namespace foretell

#include <gtest/gtest.h>

#include "foretell/ingest/abc_parts.hpp"

namespace foretell::abc {
namespace {
Signature key(const std::string& text) {
  const auto result = parse_key(text);
  EXPECT_TRUE(result) << text;
  return result.value_or(Signature{9});
}

TEST(AbcKey, FollowsTheCircleOfFifths) {  // places C D E F G A B
  EXPECT_EQ(key("C"), (Signature{0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(key("G"), (Signature{0, 0, 0, 1, 0, 0, 0}));
  EXPECT_EQ(key("D"), (Signature{1, 0, 0, 1, 0, 0, 0}));
  EXPECT_EQ(key("Bb"), (Signature{0, 0, -1, 0, 0, 0, -1}));
  EXPECT_EQ(key("F#"), (Signature{1, 1, 1, 1, 1, 1, 0}));
  EXPECT_EQ(key("Cb"), (Signature{-1, -1, -1, -1, -1, -1, -1}));
}

TEST(AbcKey, KnowsModes) {
  EXPECT_EQ(key("Am"), key("C"));
  EXPECT_EQ(key("E minor"), key("G"));
  EXPECT_EQ(key("Ddor"), key("C"));
  EXPECT_EQ(key("A Mixolydian"), key("D"));
  EXPECT_EQ(key("Bb lydian"), key("F"));
  EXPECT_EQ(key("Gmaj clef=treble"), key("G"));
  EXPECT_EQ(key("none"), key("C"));
  EXPECT_EQ(key("Hp"), key("D"));
  EXPECT_EQ(key("D ^g =c"), (Signature{0, 0, 0, 1, 1, 0, 0}));
}

TEST(AbcKey, IsRefusedWhereItIsNone) {
  EXPECT_EQ(parse_key("H").error().code, ErrorCode::kSyntax);
  EXPECT_EQ(parse_key("Gxyz").error().code, ErrorCode::kSyntax);
  EXPECT_EQ(parse_key("G ^x").error().code, ErrorCode::kSyntax);
  EXPECT_EQ(parse_key("C transpose=-2").error().code, ErrorCode::kUnsupported);
}

TEST(AbcMeter, IsTheLengthOfABar) {
  EXPECT_EQ(**parse_meter("6/8"), 0.75);
  EXPECT_EQ(**parse_meter("C"), 1.0);
  EXPECT_EQ(**parse_meter("(2+3)/8"), 0.625);
  EXPECT_FALSE(parse_meter("none")->has_value());
  EXPECT_EQ(parse_meter("4/0").error().code, ErrorCode::kSyntax);
  EXPECT_EQ(parse_meter("four").error().code, ErrorCode::kSyntax);
}

TEST(AbcTempo, IsInQuartersAMinute) {
  EXPECT_EQ(*parse_tempo("1/4=96", 0.125), 96);
  EXPECT_EQ(*parse_tempo("\"Allegro\" 3/8=80", 0.125), 120);
  EXPECT_EQ(*parse_tempo("120", 0.125), 60);
  EXPECT_EQ(*parse_tempo("\"slowly\"", 0.125), 120);
  EXPECT_EQ(parse_tempo("1/4=", 0.125).error().code, ErrorCode::kSyntax);
  EXPECT_EQ(parse_tempo("1/4=fast", 0.125).error().code, ErrorCode::kSyntax);
}

TEST(AbcUnit, IsGivenOrFollowsFromTheMeter) {
  EXPECT_EQ(*parse_unit("1/8"), 0.125);
  EXPECT_EQ(parse_unit("8").error().code, ErrorCode::kSyntax);
  EXPECT_EQ(Voice{.bar = 0.5}.unit(), 1.0 / 16);
  EXPECT_EQ(Voice{.bar = 0.75}.unit(), 1.0 / 8);
  EXPECT_EQ((Voice{.bar = 0.5, .given_unit = 0.25}.unit()), 0.25);
}
}  // namespace
}  // namespace foretell::abc

#include "foretell/ingest/abc.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
constexpr std::uint32_t kQuarter = 480;

std::string tune(const std::string& body, const std::string& key = "C") {
  return "X:1\nT:Test\nM:4/4\nL:1/4\nK:" + key + "\n" + body + "\n";
}

std::vector<Note> notes_of(const std::string& text) {
  const auto scores = parse_abc(text);
  EXPECT_TRUE(scores) << (scores ? "" : scores.error().text());
  return scores ? scores->front().notes : std::vector<Note>{};
}
std::vector<int> pitches(const std::string& body, const std::string& key = "C") {
  std::vector<int> result;
  for (const Note& note : notes_of(tune(body, key))) result.push_back(note.pitch);
  return result;
}
std::string error_of(const std::string& text) {
  const auto scores = parse_abc(text);
  return scores ? "none" : scores.error().text();
}

TEST(Abc, ReadsPitchesOctavesAndAccidentals) {
  EXPECT_EQ(pitches("C, C c c' ^F _B =B ^^G"), (std::vector<int>{48, 60, 72, 84, 66, 70, 71, 69}));
}

TEST(Abc, KeepsAnAccidentalToTheEndOfItsBar) {
  EXPECT_EQ(pitches("^F F f | F", "C"), (std::vector<int>{66, 66, 77, 65}));
  EXPECT_EQ(pitches("F =F F | F", "G"), (std::vector<int>{66, 65, 65, 66}));
}

TEST(Abc, ReadsLengthsTupletsAndBrokenRhythm) {
  const auto notes = notes_of(tune("C2 D/ E/2 F3/2 (3GAB c>d e<<f z g"));
  std::vector<std::uint32_t> lengths;
  for (const Note& note : notes) lengths.push_back(note.duration);
  EXPECT_EQ(lengths, (std::vector<std::uint32_t>{960, 240, 240, 720, 320, 320, 320, 720, 240, 120,
                                                 840, 480}));
  EXPECT_EQ(notes.back().onset, 960U + 480 + 720 + 960 + 960 + 960 + 480);
}

TEST(Abc, ReadsChordsTiesAndRests) {
  const auto notes = notes_of(tune("[CEG]2 [C-E]| C z2 G-|G4"));
  EXPECT_EQ(notes, (std::vector<Note>{{0, 960, 60, 0},
                                      {0, 960, 64, 0},
                                      {0, 960, 67, 0},
                                      {960, 960, 60, 0},
                                      {960, 480, 64, 0},
                                      {2880, 2400, 67, 0}}));
}

TEST(Abc, PlaysRepeatsAndEndings) {
  EXPECT_EQ(pitches("|: C D :| E"), (std::vector<int>{60, 62, 60, 62, 64}));
  EXPECT_EQ(pitches("C D :| E"), (std::vector<int>{60, 62, 60, 62, 64}));
  EXPECT_EQ(pitches("|: C |1 D :|2 E || F"), (std::vector<int>{60, 62, 60, 64, 65}));
  EXPECT_EQ(pitches("|: C [1,2 D :|[3 E |]"), (std::vector<int>{60, 62, 60, 62, 60, 64}));
  EXPECT_EQ(pitches("|: C :: D :|"), (std::vector<int>{60, 60, 62, 62}));
  EXPECT_EQ(pitches("C || D :|"), (std::vector<int>{60, 62, 62}));
  EXPECT_EQ(pitches("|: C |1 D :|2 E |: F :|"), (std::vector<int>{60, 62, 60, 64, 65, 65}));
}

TEST(Abc, ReadsSeveralVoicesAndTunes) {
  const auto scores = parse_abc(
      "X:1\nM:4/4\nL:1/4\nV:1\nV:2 clef=bass\nK:G\nV:1\nG F\n[V:2] G,, F,,\n\nX:2\nK:C\nc\n");
  ASSERT_TRUE(scores) << scores.error().text();
  ASSERT_EQ(scores->size(), 2U);
  EXPECT_EQ(scores->front().notes, (std::vector<Note>{{0, kQuarter, 67, 0},
                                                      {0, kQuarter, 43, 1},
                                                      {kQuarter, kQuarter, 66, 0},
                                                      {kQuarter, kQuarter, 42, 1}}));
  EXPECT_EQ(scores->back().notes, (std::vector<Note>{{0, kQuarter / 2, 72, 0}}));
}

TEST(Abc, TakesTitleTempoAndInlineFields) {
  const auto scores =
      parse_abc("X:1\nT: The tune % not this\nQ:1/4=90\nM:2/4\nK:D\nF [K:C] F [L:1/4] F\n");
  ASSERT_TRUE(scores) << scores.error().text();
  const Score& score = scores->front();
  EXPECT_EQ(score.title, "The tune");
  EXPECT_EQ(score.quarters_per_minute, 90);
  EXPECT_EQ(score.notes,
            (std::vector<Note>{{0, 120, 66, 0}, {120, 120, 65, 0}, {240, 480, 65, 0}}));
}

TEST(Abc, PassesOverWhatMakesNoSound) {
  EXPECT_EQ(pitches("\"Am\"!trill!{gag}~C (D .E) | +f+ v[\"x\"CE] % comment & co"),
            (std::vector<int>{60, 62, 64, 60, 64}));
}

TEST(Abc, SaysLineAndColumnOfWhatItDoesNotUnderstand) {
  EXPECT_EQ(error_of(tune("C D\nE ? F")), "line 7 column 3: '?' has no meaning in music");
  EXPECT_EQ(error_of(tune("C & D")), "line 6 column 3: an overlay of voices ('&') is not played");
  EXPECT_EQ(error_of(tune("[CE")), "line 6 column 4: a chord that does not end");
  EXPECT_EQ(error_of(tune("C C0")), "line 6 column 5: a length of 0: from 1 to 1024");
  EXPECT_EQ(error_of("X:1\nM:x\nK:C\nC"),
            "line 2 column 3: 'x' is no meter such as 4/4, C or none");
  EXPECT_EQ(error_of("X:1\nC D\n"), "line 2 column 1: music before the key (K:)");
  EXPECT_EQ(error_of("X:1\nP:AAB\nK:C\nC"),
            "line 2 column 3: an order of parts is not played; write the tune out");
  EXPECT_EQ(error_of("just a letter"), "no tune in it; a tune begins with a line X:1");
  EXPECT_EQ(error_of("X:1\nK:C\nz4|\n"), "line 1: a tune without a note");
}

TEST(Abc, SurvivesHugeNumbers) {
  EXPECT_NE(error_of(tune("C99999999999999999999")), "none");
  std::string rests;
  for (int i = 0; i < 3000; ++i) rests += "Z1024 ";
  EXPECT_EQ(error_of(tune(rests + "C")), "line 1: a voice beyond two billion ticks");
}

TEST(Abc, WhatIsWrittenSoundsTheSameWhenReadBack) {
  const auto first =
      parse_abc(tune("[C-E-G-]2 [CE]^F|G/A/B c2 z|[B,d]4-|[B,d]2 B,/>C/ D|z4|^C3 _E/3F2/3", "Am"));
  ASSERT_TRUE(first);
  const std::string text = abc_text(first->front());
  const auto again = parse_abc(text);
  ASSERT_TRUE(again) << again.error().text() << "\n" << text;
  const RollGrid grid{.steps_per_quarter = 12};
  EXPECT_EQ(*piano_roll(again->front(), grid), *piano_roll(first->front(), grid)) << text;
  EXPECT_EQ(again->front().notes.size(), first->front().notes.size()) << text;
  EXPECT_EQ(again->front().title, "Test");
}
}  // namespace
}  // namespace foretell

#include "foretell/network/layers/state_track.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace foretell::network {
namespace {
/// Lengths of the slots: 5, 3, 3, 1.
const RaggedLayout& tracked_rows() {
  static const auto made = *RaggedLayout::from(std::vector<std::size_t>{5, 3, 3, 1});
  return made;
}

/// A track of one number a step over a window: row (t, b) holds 10·t + b, block j of the carry of
/// slot b −(10·j + b + 1).
struct Numbered {
  std::vector<double> rows, carry;
  StateTrack<double> track;

  explicit Numbered(Walk walk) {
    walk.layout = &tracked_rows();
    for (std::size_t t = walk.first; t < walk.last; ++t) {
      for (std::size_t b = 0; b < tracked_rows().alive(t); ++b) {
        rows.push_back(static_cast<double>(10 * t + b));
      }
    }
    for (std::size_t b = 0; b < tracked_rows().batch(); ++b) {
      for (std::size_t j = 0; j < walk.dilation; ++j) {
        carry.push_back(-static_cast<double>(10 * j + b + 1));
      }
    }
    track = {
        walk, {rows.data(), rows.size(), 1}, {carry.data(), tracked_rows().batch(), walk.dilation}};
  }
  std::vector<double> previous(std::size_t t) {
    std::vector<double> scratch(tracked_rows().batch());
    const auto view = track.previous(t, {scratch.data(), scratch.size(), 1});
    std::vector<double> result;
    for (std::size_t b = 0; b < view.rows(); ++b) result.push_back(view(b, 0));
    return result;
  }
  std::vector<double> left() {
    std::vector<double> next(carry.size());
    track.leave({next.data(), tracked_rows().batch(), track.walk.dilation});
    return next;
  }
};

using V = std::vector<double>;

TEST(StateTrack, SeesTheStepBeforeOrWhatCameBeforeTheWindow) {
  Numbered all({.first = 0, .last = 5});
  EXPECT_EQ(all.previous(0), (V{-1, -2, -3, -4}));
  EXPECT_EQ(all.previous(1), (V{0, 1, 2}));
  EXPECT_EQ(all.previous(3), (V{20}));
  Numbered window({.first = 1, .last = 3});
  EXPECT_EQ(window.previous(1), (V{-1, -2, -3}));
  EXPECT_EQ(window.previous(2), (V{10, 11, 12}));
}

TEST(StateTrack, WalksBackwardsFromEachSequencesOwnEnd) {
  Numbered all({.reverse = true, .first = 0, .last = 5});
  EXPECT_EQ(all.previous(4), (V{-1}));
  EXPECT_EQ(all.previous(3), (V{40}));
  EXPECT_EQ(all.previous(2), (V{30, -2, -3}));
  EXPECT_EQ(all.previous(0), (V{10, 11, 12, -4}));
}

TEST(StateTrack, SeesAsFarBackAsItsDilation) {
  Numbered forward({.dilation = 2, .first = 0, .last = 5});
  EXPECT_EQ(forward.previous(1), (V{-11, -12, -13}));
  EXPECT_EQ(forward.previous(2), (V{0, 1, 2}));
  Numbered backward({.reverse = true, .dilation = 2, .first = 0, .last = 5});
  EXPECT_EQ(backward.previous(3), (V{-11}));
  EXPECT_EQ(backward.previous(1), (V{30, -12, -13}));
  EXPECT_EQ(backward.previous(0), (V{20, 21, 22, -4}));
}

TEST(StateTrack, LeavesTheLastStatesOfEachSequence) {
  EXPECT_EQ(Numbered({.first = 0, .last = 5}).left(), (V{40, 21, 22, 3}));
  EXPECT_EQ(Numbered({.reverse = true, .first = 0, .last = 5}).left(), (V{0, 1, 2, 3}));
  // The window of step 1 alone, dilation 2: one state more, or none.
  EXPECT_EQ(Numbered({.dilation = 2, .first = 1, .last = 2}).left(),
            (V{-11, 10, -12, 11, -13, 12, -4, -14}));
}

TEST(StateTrack, GradientsOfLeavingGoWhereTheStatesCameFrom) {
  for (const bool reverse : {false, true}) {
    for (const std::size_t dilation : {1, 2, 3}) {
      for (const auto& [first, last] : {std::pair{0, 5}, {1, 2}, {2, 5}}) {
        const Walk walk{nullptr, reverse, dilation, static_cast<std::size_t>(first),
                        static_cast<std::size_t>(last)};
        // leave copies numbers; its backward must bring gradients 1, 2, … to their sources.
        Numbered states(walk), gradients(walk);
        const V left = states.left();
        std::fill(gradients.rows.begin(), gradients.rows.end(), 0);
        for (std::size_t k = 0; k < gradients.carry.size(); ++k) {
          gradients.carry[k] = static_cast<double>(k + 1);
        }
        gradients.track.enter_backward(false);
        for (std::size_t k = 0; k < left.size(); ++k) {
          double found = 0;
          for (std::size_t r = 0; r < states.rows.size(); ++r) {
            if (states.rows[r] == left[k]) found += gradients.rows[r];
          }
          for (std::size_t c = 0; c < states.carry.size(); ++c) {
            if (states.carry[c] == left[k]) found += gradients.carry[c];
          }
          EXPECT_EQ(found, static_cast<double>(k + 1));
        }
      }
    }
  }
}

TEST(StateTrack, WritesAndAddsToTheStatesBeforeAStep) {
  Numbered all({.reverse = true, .first = 0, .last = 5});
  const V d = {1, 2, 3};
  all.track.set_previous(2, {d.data(), 3, 1});
  EXPECT_EQ(all.previous(2), d);
  all.track.add_previous(2, {d.data(), 3, 1});
  EXPECT_EQ(all.previous(2), (V{2, 4, 6}));
}
}  // namespace
}  // namespace foretell::network

#include "foretell/base/thread_pair.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

#include "foretell/base/parallel.hpp"

namespace foretell {
namespace {
TEST(ThreadPair, DoesBothHalvesOfEveryPieceOfWorkInTurn) {
  const ThreadLimit two(2);
  ThreadPair pair(true);
  std::array<std::vector<int>, 2> seen;
  for (int piece = 0; piece < 20'000; ++piece) {
    pair.run([&](std::size_t half) { seen[half].push_back(piece); });
    ASSERT_EQ(seen[0].size(), seen[1].size());  // what both wrote is there to read
  }
  for (const auto& half : seen) {
    ASSERT_EQ(half.size(), 20'000U);
    for (int piece = 0; piece < 20'000; ++piece) {
      ASSERT_EQ(half[static_cast<std::size_t>(piece)], piece);
    }
  }
}

TEST(ThreadPair, EachHalfReadsWhatTheOtherWroteInThePieceBefore) {
  const ThreadLimit two(2);
  ThreadPair pair(true);
  std::array<long, 2> now{1, 1};
  std::array<long, 2> next{};
  for (int k = 0; k < 10'000; ++k) {
    pair.run([&](std::size_t half) {
      next[half] = (now[0] + 2 * now[1] + static_cast<long>(half)) % 1009;
    });
    now = next;
  }
  std::array<long, 2> alone{1, 1};
  for (int k = 0; k < 10'000; ++k) {
    const long sum = alone[0] + 2 * alone[1];
    alone = {sum % 1009, (sum + 1) % 1009};
  }
  EXPECT_EQ(now, alone);
}

TEST(ThreadPair, HalvesOfACompletePairAwaitEachOtherAsOftenAsTheyLike) {
  const ThreadLimit two(2);
  ThreadPair pair(true);
  while (!pair.is_complete()) std::this_thread::yield();
  const auto meet = [&](std::size_t half) {
    pair.announce(half);
    pair.await_other(half);
  };
  // Each half needs what the other wrote before the meeting.
  std::array<std::vector<unsigned>, 2> numbers{{{1}, {1}}};
  pair.run([&](std::size_t half) {
    for (std::size_t k = 0; k < 10'000; ++k) {
      const unsigned next = numbers[0][k] + 2 * numbers[1][k] + static_cast<unsigned>(half);
      meet(half);  // both have read
      numbers[half].push_back(next);
      meet(half);  // both have written
    }
  });
  std::array<unsigned, 2> alone{1, 1};
  for (std::size_t k = 0; k <= 10'000; ++k) {
    ASSERT_EQ(numbers[0][k], alone[0]);
    ASSERT_EQ(numbers[1][k], alone[1]);
    const unsigned sum = alone[0] + 2 * alone[1];
    alone = {sum, sum + 1};
  }
}

TEST(ThreadPair, IsNeverCompleteWithoutASecondThread) {
  const ThreadLimit one(1);
  const ThreadPair pair(true);
  EXPECT_FALSE(pair.is_complete());
}

TEST(ThreadPair, IsThereOnlyWhereAskedForAndOnlyWhileItLives) {
  const ThreadLimit two(2);
  EXPECT_EQ(ThreadPair::of_this_thread(), nullptr);
  {
    const ThreadPair none(false);
    EXPECT_EQ(ThreadPair::of_this_thread(), nullptr);
    const ThreadPair pair(true);
    EXPECT_EQ(ThreadPair::of_this_thread(), &pair);
    const ThreadPair second(true);
    EXPECT_EQ(ThreadPair::of_this_thread(), &pair);
  }
  EXPECT_EQ(ThreadPair::of_this_thread(), nullptr);
}

TEST(ThreadPair, NobodyIsCalledWhereOneThreadIsAllowedOrAllAreBusy) {
  {
    const ThreadLimit one(1);
    const ThreadPair pair(true);
    EXPECT_EQ(ThreadPair::of_this_thread(), nullptr);
  }
  const ThreadLimit two(2);
  parallel_for(8, 1, [](std::size_t) {
    const ThreadPair pair(true);
    EXPECT_EQ(ThreadPair::of_this_thread(), nullptr);
  });
}
}  // namespace
}  // namespace foretell

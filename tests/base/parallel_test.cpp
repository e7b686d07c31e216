#include "foretell/base/parallel.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <vector>

namespace foretell {
namespace {
TEST(Parallel, VisitsEveryIndexOnceWhateverTheThreads) {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    set_num_threads(threads);
    std::vector<std::atomic<int>> visits(1001);
    parallel_for(visits.size(), 7, [&](std::size_t i) { ++visits[i]; });
    for (const auto& count : visits) ASSERT_EQ(count, 1);
  }
  set_num_threads(0);
}

TEST(Parallel, TheNumberOfThreadsCanBeLimited) {
  set_num_threads(1);
  EXPECT_EQ(num_threads(), 1U);
  set_num_threads(0);
  EXPECT_GE(num_threads(), 1U);
}

TEST(Parallel, LimitsHoldWhileTheyLiveAndTheSmallestCounts) {
  const std::size_t before = num_threads();
  {
    const ThreadLimit two(2);
    const ThreadLimit none(0);
    const ThreadLimit one(1);
    EXPECT_EQ(num_threads(), 1U);
  }
  EXPECT_EQ(num_threads(), before);
}

TEST(Parallel, AForkedProcessWorksAsWell) {
  const ThreadLimit limit(3);
  std::atomic<std::size_t> before = 0;
  parallel_for(1000, 1, [&](std::size_t) { ++before; });  // threads are running by now
  ASSERT_EQ(before, 1000U);
  const pid_t child = fork();
  if (child == 0) {
    std::atomic<std::size_t> visits = 0;
    parallel_for(1001, 7, [&](std::size_t) { ++visits; });
    std::size_t items = 0;
    std::size_t left = 20;
    ordered_pipeline(3, {.read = [&](std::size_t) { return left-- > 0; },
                         .work = [](std::size_t) {},
                         .take = [&](std::size_t) { ++items; }});
    _exit(visits == 1001 && items == 20 ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(Parallel, AnEmptyLoopDoesNothing) {
  parallel_for(0, 1, [](std::size_t) { FAIL(); });
}
}  // namespace
}  // namespace foretell

#include "foretell/base/parallel.hpp"

#include <gtest/gtest.h>

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

TEST(Parallel, AnEmptyLoopDoesNothing) {
  parallel_for(0, 1, [](std::size_t) { FAIL(); });
}
}  // namespace
}  // namespace foretell

#include "foretell/base/stop.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "foretell/base/parallel.hpp"

namespace foretell {
namespace {
TEST(Stop, ScopesNestAndNobodyListensOutsideThem) {
  StopSource outer;
  StopSource inner;
  EXPECT_FALSE(stop_requested());
  {
    const StopScope first(&outer);
    outer.request();
    EXPECT_TRUE(stop_requested());
    {
      const StopScope second(&inner);
      EXPECT_FALSE(stop_requested());
    }
    EXPECT_TRUE(stop_requested());
  }
  EXPECT_EQ(current_stop(), nullptr);
}

TEST(Stop, AParallelLoopLeavesOutWhatHasNotBegun) {
  for (const std::size_t threads : {1U, 4U}) {
    const ThreadLimit limit(threads);
    StopSource source;
    const StopScope scope(&source);
    std::atomic<std::size_t> visits = 0;
    parallel_for(100000, 1, [&](std::size_t) {
      ++visits;
      source.request();
    });
    EXPECT_GE(visits, 1U);
    EXPECT_LT(visits, 1000U);
  }
}

TEST(Stop, APipelineReadsNoMore) {
  for (const std::size_t threads : {1U, 4U}) {
    const ThreadLimit limit(threads);
    StopSource source;
    const StopScope scope(&source);
    std::size_t taken = 0;
    ordered_pipeline(4, {.read = [](std::size_t) { return true; },
                         .work = [&](std::size_t) { source.request(); },
                         .take = [&](std::size_t) { ++taken; }});
    EXPECT_LT(taken, 100U);
  }
}
}  // namespace
}  // namespace foretell

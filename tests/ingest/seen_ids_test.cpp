#include "foretell/ingest/seen_ids.hpp"

#include <gtest/gtest.h>

#include <string>

namespace foretell {
namespace {
TEST(SeenIds, EveryIdIsNewOnce) {
  SeenIds seen;
  for (int i = 0; i < 20000; ++i) EXPECT_TRUE(seen.insert("store " + std::to_string(i)));
  for (int i = 0; i < 20000; ++i) EXPECT_FALSE(seen.insert("store " + std::to_string(i)));
  EXPECT_EQ(seen.size(), 20000U);
  EXPECT_TRUE(seen.insert(""));
  EXPECT_FALSE(seen.insert(""));
}
}  // namespace
}  // namespace foretell

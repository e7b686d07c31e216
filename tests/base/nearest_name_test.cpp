#include "foretell/base/nearest_name.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace foretell {
namespace {
const std::vector<std::string> kNames{"naive", "seasonal_naive", "auto_ets", "theta"};

TEST(NearestName, FindsTypingErrors) {
  EXPECT_EQ(nearest_name("niave", kNames), "naive");
  EXPECT_EQ(nearest_name("autoets", kNames), "auto_ets");
  EXPECT_EQ(did_you_mean("thet", kNames), "; did you mean 'theta'?");
}

TEST(NearestName, SuggestsNothingForADifferentWord) {
  EXPECT_EQ(nearest_name("transformer", kNames), "");
  EXPECT_EQ(did_you_mean("xyzzy", {}), "");
}
}  // namespace
}  // namespace foretell

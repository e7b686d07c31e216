#include "apps/calls/table_call.hpp"

#include <gtest/gtest.h>

namespace foretell::calls {
namespace {
TEST(TableCall, FrequencyAndSeasonsAreRead) {
  TableCall call;
  call.frequency = "MS";
  call.season = {24, 12};
  const auto layout = call.resolved();
  ASSERT_TRUE(layout);
  EXPECT_EQ(to_string(*layout->frequency), "MS");
  EXPECT_EQ(layout->periods, (std::vector<std::size_t>{12, 24}));
}

TEST(TableCall, ASeasonOfOneIsNone) {
  TableCall call;
  call.season = {1};
  EXPECT_EQ(call.resolved()->periods, (std::vector<std::size_t>{1}));
  EXPECT_TRUE(TableCall{}.resolved()->periods.empty());
}

TEST(TableCall, WhatMakesNoSenseIsRefused) {
  TableCall call;
  call.season = {0};
  EXPECT_EQ(call.resolved().error().message, "--season 0 must lie between 1 and 1000000");
  call.season.clear();
  call.frequency = "mothly";
  EXPECT_EQ(call.resolved().error().code, ErrorCode::kUnknownName);
}
}  // namespace
}  // namespace foretell::calls

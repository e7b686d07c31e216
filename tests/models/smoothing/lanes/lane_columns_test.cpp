#include "foretell/models/smoothing/lanes/lane_columns.hpp"

#include <gtest/gtest.h>

#include "../ets_testing.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"

namespace foretell::ets {
namespace {
TEST(LaneColumns, AreTheNumbersThatAFormEstimates) {
  for (const auto& form : all_forms()) {
    for (const bool refined : {false, true}) {
      const LaneColumns columns(form, 4, refined);
      const std::size_t seasons = form.has_season() ? 3 : 0;
      SCOPED_TRACE(form.name());
      EXPECT_EQ(columns.size, form.num_weights() + form.num_states(4) - (refined ? 0 : seasons));
      EXPECT_EQ(columns.num_states + form.num_weights(), columns.size);
      EXPECT_LE(columns.size - columns.num_free, LaneColumns::kMostBounded);
      EXPECT_EQ(columns.place[columns.alpha], kAlpha);
      EXPECT_EQ(columns.trend != LaneColumns::kAbsent, form.has_trend());
    }
  }
}
}  // namespace
}  // namespace foretell::ets

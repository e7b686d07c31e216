#include "foretell/evaluate/metric.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(Metric, IsFoundByTheNameItHas) {
  for (const Metric metric : all_metrics()) EXPECT_EQ(metric_named(name_of(metric)), metric);
  EXPECT_EQ(metric_named("smape"), Metric::kSmape);
  EXPECT_EQ(metric_named("coverage"), Metric::kCoverage);
  EXPECT_FALSE(metric_named("accuracy"));
}

TEST(MetricValues, HoldOneValuePerMetric) {
  MetricValues values;
  double next = 0;
  for (const Metric metric : all_metrics()) values[metric] = ++next;
  EXPECT_EQ(values[Metric::kMae], 1);
  EXPECT_EQ(values[Metric::kCoverage], kNumMetrics);
}
}  // namespace
}  // namespace foretell

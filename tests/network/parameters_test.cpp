#include "foretell/network/parameters.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(Parameters, AreFoundByNameAndStayWhereTheyAre) {
  Parameters<float> parameters;
  const Parameter<float>* first = &parameters.add("a", 2, 3);
  for (int i = 0; i < 100; ++i) parameters.add(std::to_string(i), 1, 1);
  EXPECT_EQ(parameters.find("a"), first);
  EXPECT_EQ(parameters.find("b"), nullptr);
  EXPECT_EQ(parameters.num_values(), 106U);
}

TEST(Parameters, ClearOnlyTheTouchedRowsOfASparseGradient) {
  Parameters<double> parameters;
  auto& table = parameters.add("embedding", 3, 2);
  table.sparse = true;
  table.gradient = {0, 0, 4, 5, 0, 0};
  table.touched = {1};
  parameters.clear_gradients();
  EXPECT_EQ(table.gradient, std::vector<double>(6, 0));
  EXPECT_TRUE(table.touched.empty());
}
}  // namespace
}  // namespace foretell

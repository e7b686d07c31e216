#include "foretell/evaluate/score_table.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
const std::vector<std::string> kSkipped{"y", "cutoff"};

TEST(ScoreTable, FindsModelsAndTheirIntervals) {
  const std::vector<std::string> names{"y",           "theta",        "theta-lo-95",
                                       "theta-hi-95", "theta-lo-80",  "theta-hi-80",
                                       "AutoETS",     "AutoETS-lo-90"};
  const auto models = find_models(names, kSkipped);
  ASSERT_TRUE(models);
  ASSERT_EQ(models->size(), 2U);
  EXPECT_EQ((*models)[0].model, "theta");
  EXPECT_EQ((*models)[0].coverages, (std::vector<double>{0.80, 0.95}));
  EXPECT_EQ((*models)[0].bounds, (std::vector<std::size_t>{4, 5, 2, 3}));
  EXPECT_TRUE((*models)[1].bounds.empty()) << "one side only is no interval";
}

TEST(ScoreTable, NamesWithHyphensAreModels) {
  const std::vector<std::string> names{"my-model", "my-lo-fi"};
  EXPECT_EQ(find_models(names, kSkipped)->size(), 2U);
}

TEST(ScoreTable, RefusesATableWithoutModels) {
  const std::vector<std::string> names{"y"};
  EXPECT_FALSE(find_models(names, kSkipped));
}
}  // namespace
}  // namespace foretell

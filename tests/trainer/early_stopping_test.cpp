#include "foretell/trainer/early_stopping.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
TEST(EarlyStopping, KeepsTheBestWeightsAndStopsWhenPatienceEnds) {
  Parameters<float> parameters;
  auto& w = parameters.add("w", 1, 1);
  EarlyStopping stopping(parameters, 2);
  std::uint64_t epoch = 0;
  for (const double loss : {3.0, 2.0, 2.5}) {
    w.value[0] = static_cast<float>(epoch);
    EXPECT_EQ(stopping.observe(loss, epoch++), loss != 2.5);
    EXPECT_FALSE(stopping.stop());
  }
  EXPECT_FALSE(stopping.observe(std::nan(""), epoch));
  EXPECT_TRUE(stopping.stop());
  EXPECT_EQ(stopping.best(), 2);
  EXPECT_EQ(stopping.best_epoch(), 1U);
  stopping.restore();
  EXPECT_EQ(w.value[0], 1);
}

TEST(EarlyStopping, NeverStopsWithoutPatience) {
  Parameters<float> parameters;
  EarlyStopping stopping(parameters, 0);
  for (int i = 0; i < 100; ++i) stopping.observe(i, 0);
  EXPECT_FALSE(stopping.stop());
}

TEST(EarlyStopping, ContinuesFromAFile) {
  Parameters<float> parameters;
  auto& w = parameters.add("w", 1, 1);
  EarlyStopping first(parameters, 3), second(parameters, 3), none(parameters, 3);
  ModelFile empty;
  none.save(empty);
  EXPECT_TRUE(second.load(empty));
  w.value[0] = 7;
  first.observe(1, 4);
  first.observe(2, 5);
  ModelFile file;
  first.save(file);
  ASSERT_TRUE(second.load(*parse_model_file(*serialize(file))));
  w.value[0] = 8;
  second.restore();
  EXPECT_EQ(w.value[0], 7);
  EXPECT_EQ(second.best_epoch(), 4U);
  second.observe(2, 6);
  EXPECT_FALSE(second.stop());
  second.observe(2, 7);
  EXPECT_TRUE(second.stop());
  EXPECT_EQ(second.load({}).error().code, ErrorCode::kBadFile);
}
}  // namespace
}  // namespace foretell

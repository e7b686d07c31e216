#include "apps/report/training.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace foretell::report {
namespace {
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

TrainingData sample_training() {
  TrainingData data{.title = "novel.model"};
  data.facts = {{"Steps", "2"}};
  data.unit = "nats a character";
  data.clip_norm = 0.5;
  data.steps = {.step = {1, 2},
                .loss = {3.123456789, kNone},
                .gradient_norm = {1, 2},
                .learning_rate = {0.1, 0.1},
                .tokens_per_second = {10, 20}};
  data.epochs = {.step = {2}, .loss = {3}, .held_out = {kNone}};
  data.options = {{"model.cell", "lstm"}};
  return data;
}

TEST(Training, WritesItsCurvesAsColumns) {
  const auto text = training_json(sample_training());
  ASSERT_TRUE(text) << text.error().text();
  const auto json = nlohmann::json::parse(*text);
  EXPECT_EQ(json["kind"], "training");
  EXPECT_EQ(json["clip_norm"], 0.5);
  EXPECT_EQ(json["steps"]["step"], nlohmann::json({1, 2}));
  EXPECT_EQ(json["steps"]["loss"][0], 3.12346);
  EXPECT_TRUE(json["steps"]["loss"][1].is_null());
  EXPECT_TRUE(json["epochs"]["held_out"][0].is_null());
  EXPECT_EQ(json["options"][0][1], "lstm");
}

TEST(Training, AGradientThatIsNotClippedHasNoBound) {
  TrainingData data = sample_training();
  data.clip_norm.reset();
  EXPECT_TRUE(nlohmann::json::parse(*training_json(data))["clip_norm"].is_null());
}

TEST(Training, ColumnsOfDifferentLengthsAreRefusedByName) {
  TrainingData data = sample_training();
  data.steps.gradient_norm.pop_back();
  EXPECT_EQ(training_json(data).error().message, "gradient_norm of steps: 1 values for 2");
  data = sample_training();
  data.epochs.loss.clear();
  EXPECT_EQ(render_training(data).error().message, "loss of epochs: 0 values for 1");
}

TEST(Training, ThePageHoldsTheDataAndNeedsNothingElse) {
  const auto html = render_training(sample_training());
  ASSERT_TRUE(html);
  EXPECT_NE(html->find(R"("title":"novel.model")"), std::string::npos);
  EXPECT_EQ(html->find("__FORETELL_DATA__"), std::string::npos);
}
}  // namespace
}  // namespace foretell::report

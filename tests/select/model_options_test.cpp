#include "foretell/select/model_options.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
enum class Color { kRed, kBlue };

struct Settings {
  std::size_t count = 3;
  double power = 1;
  std::optional<double> weight;
  bool flag = false;
  Color color = Color::kRed;

  void visit(ModelOptions& options) {
    options.count("count", count, 1, "how many");
    options.real("power", power, {0, 10}, "an exponent");
    options.real("weight", weight, {0, 1}, "a share");
    options.flag("flag", flag, "yes or no");
    options.choice("color", color, {{"red", Color::kRed}, {"blue", Color::kBlue}}, "a color");
  }
};

Result<void> read(std::string_view words, Settings& settings) {
  const ModelWord word = parse_model_words(words)->front();
  ModelOptions options(word, {});
  settings.visit(options);
  return options.finish();
}

std::string refusal(std::string_view words) {
  Settings settings;
  const auto done = read(words, settings);
  return done ? "read" : done.error().message;
}

TEST(ModelOptions, SetsWhatIsGivenAndKeepsTheRest) {
  Settings settings;
  ASSERT_TRUE(read("m(count=7,weight=0.25,flag=true,color=blue)", settings));
  EXPECT_EQ(settings.count, 7U);
  EXPECT_EQ(settings.power, 1);
  EXPECT_EQ(settings.weight, 0.25);
  EXPECT_TRUE(settings.flag);
  EXPECT_EQ(settings.color, Color::kBlue);
}

TEST(ModelOptions, ListsTheDefaultsOfTheDefinition) {
  Settings settings;
  ModelOptions options;
  settings.visit(options);
  ASSERT_EQ(options.listed().size(), 5U);
  EXPECT_EQ(options.listed()[0].default_text, "3");
  EXPECT_EQ(options.listed()[2].default_text, "estimated");
  EXPECT_EQ(options.listed()[4].default_text, "red");
  EXPECT_EQ(options.listed()[4].help, "a color (red, blue)");
}

TEST(ModelOptions, RefusesWithBoundAndName) {
  EXPECT_EQ(refusal("m(weight=1.5)"), "model m: weight=1.5 is outside [0, 1]");
  EXPECT_EQ(refusal("m(weight=nan)"), "model m: weight=nan is not a number");
  EXPECT_EQ(refusal("m(count=1e30)"), "model m: count=1e30 must be a whole number of at least 1");
  EXPECT_EQ(refusal("m(flag=maybe)"), "model m: flag=maybe is not one of false, true");
  EXPECT_EQ(refusal("m(weight=naive(a=1))"), "model m: weight=naive(a=1) is a model, not a value");
  EXPECT_EQ(refusal("m(colr=red)"), "model m: unknown option 'colr'; did you mean 'color'?");
}
}  // namespace
}  // namespace foretell

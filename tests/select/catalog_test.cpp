#include "foretell/select/catalog.hpp"

#include <gtest/gtest.h>

#include <set>

namespace foretell {
namespace {
std::string message(std::string_view words) {
  const auto defined = define_all(words);
  return defined ? "defined" : defined.error().message;
}

TEST(Catalog, SuggestsTheNearestModelAndOption) {
  EXPECT_EQ(message("niave"),
            "unknown model 'niave'; did you mean 'naive'? (foretell models lists them all)");
  EXPECT_EQ(message("window_average(windw=4)"),
            "model window_average: unknown option 'windw'; did you mean 'window'?");
}

TEST(Catalog, NamesTheBoundOfAnOption) {
  EXPECT_EQ(message("window_average(window=0)"),
            "model window_average: window=0 must be a whole number of at least 1");
  EXPECT_EQ(message("window_average(window=2.5)"),
            "model window_average: window=2.5 must be a whole number of at least 1");
  EXPECT_EQ(message("window_average(window=many)"),
            "model window_average: window=many is not a number");
  EXPECT_EQ(message("best(naive,by=luck)"),
            "model best: by=luck is not one of validation, aicc, aic, bic");
  EXPECT_EQ(message("best"), "model best: needs at least 1 models inside");
}

TEST(Catalog, RefusesWhatIsSaidTwiceOrHasNoName) {
  EXPECT_EQ(message("naive,naive"), "model naive is given twice");
  EXPECT_EQ(message("window_average(window=1,window=2)"),
            "model window_average: window is given twice");
  EXPECT_EQ(message("window_average(3)"),
            "model window_average: '3' has no name; write option=value");
}

TEST(Catalog, ListsEveryModelOnceWithDefaultsThatReadBack) {
  std::set<std::string> names;
  for (const CatalogEntry& entry : catalog()) {
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_FALSE(entry.summary.empty());
    for (const OptionInfo& option : entry.options) {
      if (option.default_text == "estimated" || option.name == "(models)") continue;
      const std::string parts = entry.options.front().name == "(models)" ? "naive,drift," : "";
      const std::string words =
          entry.name + "(" + parts + option.name + "=" + option.default_text + ")";
      EXPECT_EQ(message(words), "defined") << words;
    }
  }
}

TEST(Catalog, AliasesAreTheSameModel) {
  const std::vector<double> y{1, 2, 3, 4};
  const std::vector<std::size_t> periods{2};
  const Series series{.values = y, .periods = periods};
  EXPECT_EQ(define_all("snaive")->front().fit(series)->forecast(2).mean()[0], 3);
}
}  // namespace
}  // namespace foretell

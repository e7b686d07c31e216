#include "foretell/select/model_words.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "foretell/select/catalog.hpp"

namespace foretell {
namespace {
TEST(ModelWords, ReadsNamesOptionsAndNestedModels) {
  const auto words =
      parse_model_words(" naive, ets(trend = damped,alpha=1e-3) ,median(a(),b(x=2/1/1))");
  ASSERT_TRUE(words);
  ASSERT_EQ(words->size(), 3U);
  EXPECT_EQ((*words)[1].text(), "ets(trend=damped,alpha=1e-3)");
  EXPECT_EQ((*words)[2].text(), "median(a,b(x=2/1/1))");
  EXPECT_EQ((*words)[2].arguments[1].value.arguments[0].key, "x");
}

TEST(ModelWords, SaysWhatIsExpectedAndWhere) {
  const auto message = [](std::string_view text) {
    return parse_model_words(text).error().message;
  };
  EXPECT_EQ(message(""), "model words: expected a name at position 1, found the end");
  EXPECT_EQ(message("ets(trend="), "model words: expected a name at position 11, found the end");
  EXPECT_EQ(message("ets(a b)"),
            "model words: expected a comma or a closing parenthesis at position 7, found 'b'");
  EXPECT_EQ(message("naive)"), "model words: expected a comma or the end at position 6, found ')'");
  EXPECT_EQ(message("naive,,drift"), "model words: expected a name at position 7, found ','");
}

TEST(ModelWords, RefusesEndlessNestingAndLength) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "a(";
  EXPECT_FALSE(parse_model_words(deep));
  EXPECT_FALSE(parse_model_words(std::string(70000, 'a')));
}

TEST(ModelWords, TextReadsBackTheSame) {
  for (const char* text :
       {"naive", "ets(error=add,trend=damped)", "median(auto_ets,mean(a,b(c=1)))"}) {
    EXPECT_EQ(parse_model_words(text)->front().text(), text);
  }
}

TEST(ModelWords, EveryTextOfTheFuzzersCorpusIsReadOrRefused) {
  const std::filesystem::path corpus = FORETELL_SOURCE_DIR "/fuzz/corpus/model_words";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    ++count;
    const auto words = parse_model_words(text);
    (void)define_all(text);
    if (!words) continue;
    for (const ModelWord& word : *words) {
      EXPECT_EQ(parse_model_words(word.text())->front().text(), word.text()) << entry.path();
    }
  }
  EXPECT_GE(count, 4U);
}
}  // namespace
}  // namespace foretell

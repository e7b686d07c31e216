#include "foretell/base/option_text.hpp"

#include <gtest/gtest.h>

namespace foretell {
enum class Fruit { kApple, kPear };
template <>
inline constexpr auto kEnumNames<Fruit> =
    std::array{std::pair{Fruit::kApple, "apple"}, std::pair{Fruit::kPear, "pear"}};

namespace {
template <class Value>
void comes_back(Value value, const std::string& text) {
  EXPECT_EQ(option_text(value), text);
  Value again{};
  EXPECT_TRUE(parse_option(text, again)) << text;
  EXPECT_EQ(again, value);
}

TEST(OptionText, ReadsBackAsTheSameValue) {
  comes_back(0.1, "0.1");
  comes_back(1e-300, "1e-300");
  comes_back(std::size_t{128}, "128");
  comes_back(true, "true");
  comes_back(Fruit::kPear, "pear");
  comes_back(std::string("a b"), "a b");
}

TEST(OptionText, SaysWhatItIsNot) {
  std::size_t count = 0;
  EXPECT_EQ(parse_option("-1", count).error().message, "'-1' is no whole number from 0");
  EXPECT_FALSE(parse_option("1.5", count));
  double number = 0;
  EXPECT_EQ(parse_option("fast", number).error().message, "'fast' is no number");
  bool flag = false;
  EXPECT_FALSE(parse_option("yes", flag));
  Fruit fruit{};
  EXPECT_EQ(parse_option("peer", fruit).error().message,
            "'peer' is none of apple, pear; did you mean 'pear'?");
}
}  // namespace
}  // namespace foretell

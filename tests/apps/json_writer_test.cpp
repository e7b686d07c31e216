#include "apps/report/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

namespace foretell::report {
namespace {
std::string text_of(std::string_view value) {
  std::string out;
  JsonWriter(out).text(value);
  return out;
}

std::string number_of(double value, int digits) {
  std::string out;
  JsonWriter(out).number(value, digits);
  return out;
}

TEST(JsonWriter, TextCannotEndAScriptElementOrALine) {
  const std::string hostile = "</script><!--\n\xE2\x80\xA8\xE2\x80\xA9\"\\ \xF0\x9F\x98\x80";
  const std::string text = text_of(hostile);
  EXPECT_EQ(text.find('<'), std::string::npos);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  for (const char c : text) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  EXPECT_EQ(nlohmann::json::parse(text), hostile);
}

TEST(JsonWriter, BytesThatAreNoUtf8BecomeTheReplacementCharacter) {
  EXPECT_EQ(nlohmann::json::parse(text_of("caf\xE9")), "caf\xEF\xBF\xBD");
}

TEST(JsonWriter, NumbersHaveAtMostTheDigitsAskedFor) {
  EXPECT_EQ(number_of(0.1234567891, 6), "0.123457");
  EXPECT_EQ(number_of(112, 6), "112");
  EXPECT_EQ(number_of(-2.5, 6), "-2.5");
  EXPECT_EQ(number_of(12345678, 8), "12345678");
  EXPECT_EQ(number_of(1e-12, 6), "1e-12");
}

TEST(JsonWriter, WhatIsNotFiniteIsNull) {
  EXPECT_EQ(number_of(std::numeric_limits<double>::quiet_NaN(), 6), "null");
  EXPECT_EQ(number_of(-std::numeric_limits<double>::infinity(), 6), "null");
}

TEST(JsonWriter, CommasStandBetweenValuesOnly) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.key("a");
  json.numbers(std::vector<double>{1, 2}, 6);
  json.key("b");
  json.open('[');
  json.close(']');
  json.key("c");
  json.integer(3);
  json.key("d");
  json.boolean(true);
  json.close('}');
  EXPECT_EQ(out, R"({"a":[1,2],"b":[],"c":3,"d":true})");
}
}  // namespace
}  // namespace foretell::report

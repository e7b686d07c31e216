#include "foretell/ingest/number.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
TEST(Number, ReadsWhatTablesHold) {
  for (const auto& [text, value] : {std::pair{"12", 12.0},
                                    {" -1.5e3 ", -1500.0},
                                    {"+7", 7.0},
                                    {".5", 0.5},
                                    {"5.", 5.0},
                                    {"true", 1.0},
                                    {"FALSE", 0.0},
                                    {"1e-400", 0.0},
                                    {"9007199254740993", 9007199254740992.0},
                                    {"1E+2", 100.0}}) {
    const Number number = parse_number(text);
    EXPECT_EQ(number.kind, NumberKind::kNumber) << text;
    EXPECT_EQ(number.value, value) << text;
  }
}

TEST(Number, KnowsMissingValues) {
  for (const char* text : {"", "  ", "NA", "N/A", "NaN", "nan", "null", "None", "-", "<NA>"}) {
    EXPECT_EQ(parse_number(text).kind, NumberKind::kMissing) << text;
    EXPECT_TRUE(std::isnan(parse_number(text).value)) << text;
  }
}

TEST(Number, KnowsInfinities) {
  for (const char* text : {"inf", "-Inf", "+infinity", "1e999", "-1e400"}) {
    EXPECT_EQ(parse_number(text).kind, NumberKind::kInfinite) << text;
  }
}

TEST(Number, RefusesText) {
  for (const char* text :
       {"abc", "1,5", "1_000", "0x10", "1 2", "--1", "+-1", "1e", "12a", "nanx"}) {
    EXPECT_EQ(parse_number(text).kind, NumberKind::kText) << text;
  }
}

TEST(Number, SaysWhatToDo) {
  EXPECT_EQ(explain_number("12,5", NumberKind::kText),
            "'12,5' is not a number; write the decimal point as '.' and no thousands separators");
  EXPECT_EQ(explain_number("abc\x01\xff", NumberKind::kText),
            "'abc\?\?' is not a number; leave the cell empty if it is missing");
  EXPECT_EQ(explain_number("inf", NumberKind::kInfinite),
            "'inf' is not finite; leave the cell empty if it is missing");
}
}  // namespace
}  // namespace foretell

#include "foretell/ingest/text_file.hpp"

#include <gtest/gtest.h>

#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
TEST(Characters, AreCodePoints) {
  EXPECT_EQ(*split_characters("aé€😀\n"), (std::vector<std::string>{"a", "é", "€", "😀", "\n"}));
  EXPECT_TRUE(split_characters("")->empty());
}

TEST(Characters, NameTheByteThatIsNone) {
  EXPECT_EQ(split_characters("ab\né\xFF").error().text(),
            "line 2 column 2: byte 0xff is not UTF-8");
  for (const char* text : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80",
                           "\xE2\x82", "\xF0\x9F\x98"}) {
    EXPECT_FALSE(split_characters(text)) << text;
  }
}

TEST(WholeFile, IsReadToTheLastByte) {
  const TempFolder folder;
  EXPECT_EQ(*read_whole(folder.file("a.txt", "x\r\ny")), "x\r\ny");
  EXPECT_EQ(*read_whole(folder.file("b.txt", "")), "");
  EXPECT_EQ(read_whole(folder.path("none.txt")).error().code, ErrorCode::kIo);
  EXPECT_FALSE(read_whole(folder.file("c.gz", "no gzip")));
  EXPECT_EQ(read_whole(folder.path(".")).error().code, ErrorCode::kIo);
}
}  // namespace
}  // namespace foretell

#include "apps/report/base64.hpp"

#include <gtest/gtest.h>

namespace foretell::report {
namespace {
TEST(Base64, HasTheVectorsOfItsStandard) {
  // RFC 4648, section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, TakesEveryByte) {
  EXPECT_EQ(base64(std::string_view("\0\xff\x80", 3)), "AP+A");
}
}  // namespace
}  // namespace foretell::report

#include "foretell/base/text_hash.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
// Test vectors of RFC 9923, appendix C.
TEST(TextHash, IsTheOneOfTheStandard) {
  EXPECT_EQ(text_hash(""), 0xcbf29ce484222325U);
  EXPECT_EQ(text_hash("a"), 0xaf63dc4c8601ec8cU);
  EXPECT_EQ(text_hash("foobar"), 0x85944171f73967e8U);
}
}  // namespace
}  // namespace foretell

#include "foretell/store/checksum.hpp"

#include <gtest/gtest.h>

namespace foretell::safetensors {
namespace {
const std::string kText = R"({"foretell.checksum":"0123456789abcdef"} and values)";

TEST(Checksum, IsFoundWhereItsDigitsBegin) {
  EXPECT_EQ(find_checksum(kText, kText.size()), 22);
  EXPECT_FALSE(find_checksum(kText, 30)) << "the digits reach beyond the header";
  EXPECT_FALSE(find_checksum("{}", 2));
}

TEST(Checksum, IsNotMistakenForTextInsideAString) {
  const std::string text = R"({"note":"\"foretell.checksum\":\"0123456789abcdef"})";
  EXPECT_FALSE(find_checksum(text, text.size()));
}

TEST(Checksum, IsTheHashOfTheTextWithZerosForItsDigits) {
  std::string zeros = kText;
  zeros.replace(22, kChecksumDigits, kChecksumDigits, '0');
  EXPECT_EQ(checksum_of(kText, 22), checksum_of(zeros, 22));
  EXPECT_EQ(checksum_of(kText, 22), "d613ebe66f4ecef9");
}

TEST(Checksum, ChangesWithEveryOtherByte) {
  const std::string sum = checksum_of(kText, 22);
  for (std::size_t i = 0; i < kText.size(); ++i) {
    if (i >= 22 && i < 22 + kChecksumDigits) continue;
    std::string altered = kText;
    altered[i] ^= 1;
    EXPECT_NE(checksum_of(altered, 22), sum) << i;
  }
}
}  // namespace
}  // namespace foretell::safetensors

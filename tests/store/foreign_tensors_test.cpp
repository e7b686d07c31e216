#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "foretell/store/model_file.hpp"

namespace foretell {
namespace {
std::string file_of(const std::string& header, const std::string& data) {
  const std::uint64_t length = header.size();
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes + header + data;
}

template <class Value>
std::string raw(std::initializer_list<Value> values) {
  std::string bytes(values.size() * sizeof(Value), '\0');
  std::memcpy(bytes.data(), values.begin(), bytes.size());
  return bytes;
}

std::string one(const std::string& dtype, std::size_t count, const std::string& data) {
  return file_of(R"({"w":{"dtype":")" + dtype + R"(","shape":[)" + std::to_string(count) +
                     R"(],"data_offsets":[0,)" + std::to_string(data.size()) + "]}}",
                 data);
}

TEST(ForeignTensors, HalfPrecisionBecomesFloat) {
  const auto file = parse_safetensors(
      one("F16", 6, raw<std::uint16_t>({0x3C00, 0xC000, 0x0001, 0x7BFF, 0x7C00, 0x3555})));
  ASSERT_TRUE(file) << file.error().text();
  const auto* w = file->find<float>("w");
  ASSERT_NE(w, nullptr);
  EXPECT_EQ((*w)[0], 1.0F);
  EXPECT_EQ((*w)[1], -2.0F);
  EXPECT_EQ((*w)[2], std::ldexp(1.0F, -24));
  EXPECT_EQ((*w)[3], 65504.0F);
  EXPECT_TRUE(std::isinf((*w)[4]));
  EXPECT_FLOAT_EQ((*w)[5], 0.33325195F);
}

TEST(ForeignTensors, BrainFloatsAndIntegersAreRead) {
  const auto brain = parse_safetensors(one("BF16", 2, raw<std::uint16_t>({0x3F80, 0xC040})));
  ASSERT_TRUE(brain);
  EXPECT_EQ(*brain->find<float>("w"), (std::vector<float>{1, -3}));
  const auto integers = parse_safetensors(one("I32", 2, raw<std::int32_t>({-7, 9})));
  ASSERT_TRUE(integers);
  EXPECT_EQ(*integers->find<std::int64_t>("w"), (std::vector<std::int64_t>{-7, 9}));
}

TEST(ForeignTensors, WhatThisBuildWritesIsReadToo) {
  const ModelFile file{.metadata = {{"kind", "x"}},
                       .tensors = {{"w", {2, 1}, std::vector<float>{1, 2}}}};
  const auto read = parse_safetensors(*serialize(file));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, file);
}

TEST(ForeignTensors, TruncatedAndStrangeFilesAreRefused) {
  const std::string good = one("F32", 2, raw<float>({1, 2}));
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(parse_safetensors(good.substr(0, size))) << size;
  }
  const auto strange = parse_safetensors(one("F8_E4M3", 2, "ab"));
  ASSERT_FALSE(strange);
  EXPECT_EQ(strange.error().code, ErrorCode::kUnsupported);
  const auto shared =
      parse_safetensors(file_of(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                                R"("b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})",
                                "xyz"));
  EXPECT_FALSE(shared);
}
}  // namespace
}  // namespace foretell

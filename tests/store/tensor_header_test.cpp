#include "foretell/store/tensor_header.hpp"

#include <gtest/gtest.h>

namespace foretell::safetensors {
namespace {
std::string error_of(std::string_view json) {
  const auto header = parse_header(json);
  return header ? "no error" : header.error().text();
}

TEST(TensorHeader, ReadsMetadataAndTensorsInTheirOrder) {
  const auto header = parse_header(R"({"__metadata__":{"b":"2","a":"1"},
    "y":{"dtype":"F64","shape":[2,3],"data_offsets":[0,48]},
    "x":{"data_offsets":[48,49],"shape":[],"dtype":"U8"}}  )");
  ASSERT_TRUE(header) << header.error().text();
  EXPECT_EQ(header->metadata, (std::map<std::string, std::string>{{"a", "1"}, {"b", "2"}}));
  ASSERT_EQ(header->tensors.size(), 2);
  EXPECT_EQ(header->tensors[0].name, "y");
  EXPECT_EQ(header->tensors[0].shape, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(header->tensors[1].begin, 48);
  EXPECT_EQ(header->tensors[1].end, 49);
}

TEST(TensorHeader, MayBeEmpty) {
  EXPECT_EQ(error_of("{}"), "no error");
  EXPECT_EQ(error_of(R"({"__metadata__":{}})"), "no error");
}

TEST(TensorHeader, RefusesWhatDoesNotBelongInIt) {
  EXPECT_EQ(error_of(""), "the header holds no JSON at byte 1");
  EXPECT_EQ(error_of("[]"), "the header holds an array where none belongs");
  EXPECT_EQ(error_of("7"), "the header holds a number where none belongs");
  EXPECT_EQ(error_of(R"({"x":"F64"})"), "the header holds a text where none belongs");
  EXPECT_EQ(error_of(R"({"x":{"dtype":{}}})"), "the header holds an object where a value belongs");
  EXPECT_EQ(error_of(R"({"x":{"shape":[[1]]}})"), "the header holds an array where none belongs");
  EXPECT_EQ(error_of(R"({"x":{"shape":[-1]}})"), "the header holds a negative number");
  EXPECT_EQ(error_of(R"({"x":{"shape":[1.5]}})"), "the header holds a fraction");
  EXPECT_EQ(error_of(R"({"x":{"shape":null}})"), "the header holds null");
  EXPECT_EQ(error_of(R"({"x":{"size":1}})"), "the header holds the unknown field 'size'");
  EXPECT_EQ(error_of(R"({"x":{"shape":[1,1,1,1,1,1,1,1,1]}})"),
            "the header holds a shape of more than 8 extents");
  EXPECT_EQ(error_of(R"({"x":{"data_offsets":[0,8,9]}})"),
            "the header holds more than two offsets");
  EXPECT_EQ(error_of(R"({"__metadata__":{"a":1}})"),
            "the header holds a number where none belongs");
}

TEST(TensorHeader, RefusesNamesGivenTwice) {
  EXPECT_EQ(error_of(R"({"__metadata__":{"a":"1","a":"2"}})"), "the header holds 'a' twice");
  const std::string x = R"("x":{"dtype":"U8","shape":[],"data_offsets":[0,1]})";
  EXPECT_EQ(error_of("{" + x + "," + x + "}"), "the header holds 'x' twice");
}

TEST(TensorHeader, RefusesATensorThatLacksAField) {
  EXPECT_EQ(error_of(R"({"x":{"dtype":"U8","shape":[]}})"),
            "the header holds the tensor 'x' without dtype, shape or offsets");
  EXPECT_EQ(error_of(R"({"x":{"dtype":"U8","shape":[],"data_offsets":[0]}})"),
            "the header holds the tensor 'x' without dtype, shape or offsets");
}

TEST(TensorHeader, RefusesDeepNestingWithoutFollowingIt) {
  EXPECT_EQ(error_of(std::string(1'000'000, '[')), "the header holds an array where none belongs");
}
}  // namespace
}  // namespace foretell::safetensors

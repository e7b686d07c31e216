#include "foretell/store/model_file.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <limits>

#include "foretell/store/checksum.hpp"

namespace foretell {
namespace {
ModelFile example() {
  return {.metadata = {{"model", "ets(trend=damped)"}, {"note", "\"quoted\" – ℓ\n"}},
          .tensors = {{"state", {3}, std::vector<double>{1.5, -0.0, 1e-310}},
                      {"ids", {2}, std::vector<std::uint8_t>{65, 255}},
                      {"state_end", {2, 1}, std::vector<std::int64_t>{-1, 1LL << 62}},
                      {"scalar", {}, std::vector<double>{7}},
                      {"none", {0}, std::vector<double>{}}}};
}

/// A file with this header text and data, its checksum put right.
std::string path_in(std::string header, const std::string& data = "") {
  const std::uint64_t length = header.size();
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  bytes += header + data;
  if (const auto position = safetensors::find_checksum(bytes, bytes.size())) {
    bytes.replace(*position, safetensors::kChecksumDigits,
                  safetensors::checksum_of(bytes, *position));
  }
  return bytes;
}

std::string header_with(const std::string& tensors, const std::string& version = "1") {
  return R"({"__metadata__":{"foretell.version":")" + version +
         R"(","foretell.checksum":"0000000000000000"})" + tensors + "}";
}

std::string error_of(const std::string& bytes) {
  const auto file = parse_model_file(bytes);
  return file ? "no error" : file.error().text();
}

TEST(ModelFile, IsReadBackAsItWas) {
  const auto bytes = serialize(example());
  ASSERT_TRUE(bytes);
  const auto file = parse_model_file(*bytes);
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(*file, example());
  EXPECT_EQ(*serialize(*file), *bytes);
}

TEST(ModelFile, KeepsEveryBitOfANumber) {
  const auto nan = std::bit_cast<double>(0x7ff8'0000'0000'1234ULL);
  const std::vector<double> values{nan, -0.0, std::numeric_limits<double>::infinity(), 5e-324};
  const auto file = parse_model_file(*serialize({.metadata = {}, .tensors = {{"x", {4}, values}}}));
  ASSERT_TRUE(file);
  const auto* read = file->find<double>("x");
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(std::memcmp(read->data(), values.data(), sizeof(double) * values.size()), 0);
}

TEST(ModelFile, FindsATensorByNameAndKind) {
  const ModelFile file = example();
  EXPECT_EQ(file.find<double>("state")->size(), 3);
  EXPECT_EQ(file.find<std::int64_t>("state"), nullptr);
  EXPECT_EQ(file.find<double>("gone"), nullptr);
}

TEST(ModelFile, HasTheSafetensorsLayout) {
  const auto bytes =
      serialize({.metadata = {{"a", "b"}}, .tensors = {{"x", {1, 2}, std::vector<double>{1, 2}}}});
  ASSERT_TRUE(bytes);
  std::uint64_t length = 0;
  std::memcpy(&length, bytes->data(), sizeof(length));
  EXPECT_EQ(length % 8, 0);
  ASSERT_EQ(bytes->size(), 8 + length + 16);
  EXPECT_EQ(bytes->substr(8, 49), R"({"__metadata__":{"foretell.version":"1","foretell)");
  const std::string tensor = R"("a":"b"},"x":{"dtype":"F64","shape":[1,2],"data_offsets":[0,16]}})";
  EXPECT_NE(bytes->find(tensor), std::string::npos);
  double second = 0;
  std::memcpy(&second, bytes->data() + bytes->size() - sizeof(double), sizeof(double));
  EXPECT_EQ(second, 2);
}

TEST(ModelFile, RefusesEveryTruncation) {
  const std::string bytes = *serialize(example());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(parse_model_file(std::string_view(bytes).substr(0, size))) << size;
  }
}

TEST(ModelFile, RefusesEveryFlippedBit) {
  const std::string bytes = *serialize(example());
  for (std::size_t i = 0; i < 8 * bytes.size(); ++i) {
    std::string altered = bytes;
    altered[i / 8] = static_cast<char>(altered[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(parse_model_file(altered)) << "bit " << i;
  }
}

TEST(ModelFile, RefusesBytesAfterItsEnd) {
  EXPECT_EQ(error_of(*serialize(example()) + "x"),
            "altered or truncated: the checksum does not fit");
}

TEST(ModelFile, SaysWhyItIsRefused) {
  EXPECT_EQ(error_of(""), "0 bytes are too few for a model file");
  EXPECT_EQ(error_of("unique_id,ds,y\n1,2020-01-01,5\n"),
            "truncated, or no model file: the header should have 7592899051858259573 bytes, but 22 "
            "follow");
  EXPECT_EQ(error_of(path_in("{}")), "not a model file of Foretell");
  EXPECT_EQ(error_of(path_in(header_with("", "3"))),
            "written by a newer Foretell: format 3, this one reads up to 2");
  EXPECT_EQ(parse_model_file(path_in(header_with("", "3"))).error().code, ErrorCode::kUnsupported);
}

TEST(ModelFile, RefusesTensorsThatDoNotFitTheirBytes) {
  const auto refused = [](const std::string& fields, const std::string& data) {
    return error_of(path_in(header_with(R"(,"x":{)" + fields + "}"), data));
  };
  const std::string eight(8, 'x');
  EXPECT_EQ(refused(R"("dtype":"F64","shape":[1],"data_offsets":[0,8])", eight), "no error");
  EXPECT_EQ(refused(R"("dtype":"F64","shape":[2],"data_offsets":[0,8])", eight),
            "x: 8 bytes do not make up the shape");
  EXPECT_EQ(refused(R"("dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,8])", eight),
            "x: 8 bytes do not make up the shape");
  EXPECT_EQ(refused(R"("dtype":"F64","shape":[2305843009213693953],"data_offsets":[0,8])", eight),
            "x: 8 bytes do not make up the shape");
  EXPECT_EQ(refused(R"("dtype":"F64","shape":[1],"data_offsets":[0,16])", eight),
            "x: bytes 0 to 16 do not follow on");
  EXPECT_EQ(refused(R"("dtype":"F64","shape":[1],"data_offsets":[8,0])", eight),
            "x: bytes 8 to 0 do not follow on");
  EXPECT_EQ(refused(R"("dtype":"BF16","shape":[4],"data_offsets":[0,8])", eight),
            "x: dtype 'BF16' is none of ours");
  EXPECT_EQ(refused(R"("dtype":"U8","shape":[3],"data_offsets":[0,3])", eight),
            "5 bytes after the last tensor");
}

TEST(ModelFile, IsNotWrittenWhenItCouldNotBeRead) {
  const std::vector<double> one{1};
  const auto refused = [](ModelFile file) { return serialize(file).error().text(); };
  EXPECT_EQ(refused({.metadata = {}, .tensors = {{"x", {1}, one}, {"x", {1}, one}}}),
            "x: a tensor of this name is there");
  EXPECT_EQ(refused({.metadata = {}, .tensors = {{"x", {2}, one}}}),
            "x: 1 values do not make up the shape");
  EXPECT_EQ(refused({.metadata = {{"foretell.version", "9"}}, .tensors = {}}),
            "foretell.version: keys with 'foretell.' are reserved");
  EXPECT_EQ(refused({.metadata = {{"a", "\xff"}}, .tensors = {}}),
            "names and metadata have to be UTF-8");
}

TEST(ModelFile, FloatsAskForTheSecondVersionAndOtherFilesStayInTheFirst) {
  ModelFile file = example();
  EXPECT_NE(serialize(file)->find(R"("foretell.version":"1")"), std::string::npos);
  file.tensors.push_back({"weights", {2}, std::vector<float>{0.1F, -0.0F}});
  const auto bytes = serialize(file);
  ASSERT_TRUE(bytes);
  EXPECT_NE(bytes->find(R"("foretell.version":"2")"), std::string::npos);
  EXPECT_EQ(*parse_model_file(*bytes), file);
}
}  // namespace
}  // namespace foretell

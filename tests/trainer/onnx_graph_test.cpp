#include "foretell/trainer/onnx_graph.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(ProtoMessage, SpellsFieldsAsTheEncodingSays) {
  ProtoMessage message;
  message.add_number(1, 150);  // the example of the encoding's documentation: 08 96 01
  message.add_bytes(2, "testing");
  EXPECT_EQ(message.bytes(), std::string("\x08\x96\x01\x12\x07testing", 12));
  ProtoMessage outer;
  outer.add_message(20, message);
  EXPECT_EQ(outer.bytes().substr(0, 3), std::string("\xA2\x01\x0C", 3));
  ProtoMessage real;
  real.add_float(4, 1.0F);
  EXPECT_EQ(real.bytes(), std::string("\x25\0\0\x80\x3F", 5));
}

TEST(OnnxGraph, HoldsEveryNameOnce) {
  OnnxGraph graph;
  graph.add_input("x", OnnxType::kFloat, {"steps", "7"});
  const std::vector<float> values{1, 2};
  graph.add_constant("c", std::array<std::size_t, 1>{2}, values);
  EXPECT_EQ(graph.add_node("Add", {"x", "c"}, {"y"}, {{.name = "axis", .number = -1}}), "y");
  graph.add_output("y", OnnxType::kFloat, {"steps", "7"});
  const std::array metadata{std::pair<std::string, std::string>{"key", "value"}};
  const std::string bytes = graph.model_bytes("g", metadata);
  for (const char* part : {"Foretell", "Add", "steps", "axis", "value", "y_Add"}) {
    EXPECT_NE(bytes.find(part), std::string::npos) << part;
  }
}
}  // namespace
}  // namespace foretell

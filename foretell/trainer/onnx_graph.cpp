#include "foretell/trainer/onnx_graph.hpp"

#include <cctype>
#include <cstring>

namespace foretell {
namespace {
// Wire types of Protocol Buffers.
constexpr std::uint64_t kVarint = 0, kDelimited = 2, kFixed32 = 5;
constexpr std::uint64_t kIrVersion = 8, kOperatorSet = 14;
// Kinds of an attribute.
constexpr std::uint64_t kIntAttribute = 2, kStringsAttribute = 8;

/// ValueInfoProto: a name with element type and shape.
ProtoMessage value_info(const std::string& name, OnnxType type, const OnnxGraph::Extents& extents) {
  ProtoMessage shape;
  for (const std::string& extent : extents) {
    ProtoMessage dimension;
    if (std::isdigit(static_cast<unsigned char>(extent.front())) != 0) {
      dimension.add_number(1, std::stoull(extent));
    } else {
      dimension.add_bytes(2, extent);
    }
    shape.add_message(1, dimension);
  }
  ProtoMessage tensor, kind, info;
  tensor.add_number(1, static_cast<std::uint64_t>(type));
  tensor.add_message(2, shape);
  kind.add_message(1, tensor);
  info.add_bytes(1, name);
  info.add_message(2, kind);
  return info;
}

/// TensorProto with the numbers as they lie in memory, little-endian.
template <class Value>
ProtoMessage tensor(const std::string& name, OnnxType type, std::span<const std::size_t> shape,
                    std::span<const Value> values) {
  ProtoMessage message;
  for (const std::size_t extent : shape) message.add_number(1, extent);
  message.add_number(2, static_cast<std::uint64_t>(type));
  message.add_bytes(8, name);
  message.add_bytes(9, {reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  return message;
}

ProtoMessage attribute_message(const OnnxAttribute& attribute) {
  ProtoMessage message;
  message.add_bytes(1, attribute.name);
  if (attribute.words.empty()) {
    message.add_number(3, static_cast<std::uint64_t>(attribute.number));
    message.add_number(20, kIntAttribute);
    return message;
  }
  for (const std::string& word : attribute.words) message.add_bytes(9, word);
  message.add_number(20, kStringsAttribute);
  return message;
}
}  // namespace

void ProtoMessage::add_varint(std::uint64_t value) {
  for (; value >= 128; value >>= 7) bytes_.push_back(static_cast<char>((value & 127) | 128));
  bytes_.push_back(static_cast<char>(value));
}
void ProtoMessage::add_number(std::uint32_t field, std::uint64_t value) {
  add_varint(std::uint64_t{field} << 3 | kVarint);
  add_varint(value);
}
void ProtoMessage::add_float(std::uint32_t field, float value) {
  add_varint(std::uint64_t{field} << 3 | kFixed32);
  char bytes[sizeof(value)];
  std::memcpy(bytes, &value, sizeof(value));
  bytes_.append(bytes, sizeof(value));
}
void ProtoMessage::add_bytes(std::uint32_t field, std::string_view bytes) {
  add_varint(std::uint64_t{field} << 3 | kDelimited);
  add_varint(bytes.size());
  bytes_ += bytes;
}

void OnnxGraph::add_input(const std::string& name, OnnxType type, const Extents& extents) {
  inputs_.push_back(value_info(name, type, extents));
}
void OnnxGraph::add_output(const std::string& name, OnnxType type, const Extents& extents) {
  outputs_.push_back(value_info(name, type, extents));
}
void OnnxGraph::add_constant(const std::string& name, std::span<const std::size_t> shape,
                             std::span<const float> values) {
  constants_.push_back(tensor(name, OnnxType::kFloat, shape, values));
}
void OnnxGraph::add_constant(const std::string& name, std::span<const std::int64_t> values) {
  const std::size_t count = values.size();
  constants_.push_back(tensor(name, OnnxType::kInt64, std::span(&count, 1), values));
}

std::string OnnxGraph::add_node(const std::string& type, const std::vector<std::string>& inputs,
                                const std::vector<std::string>& outputs,
                                const std::vector<OnnxAttribute>& attributes) {
  ProtoMessage node;
  for (const std::string& input : inputs) node.add_bytes(1, input);
  for (const std::string& output : outputs) node.add_bytes(2, output);
  node.add_bytes(3, outputs.front() + "_" + type);
  node.add_bytes(4, type);
  for (const OnnxAttribute& attribute : attributes)
    node.add_message(5, attribute_message(attribute));
  nodes_.push_back(std::move(node));
  return outputs.front();
}

std::string OnnxGraph::model_bytes(
    const std::string& name, std::span<const std::pair<std::string, std::string>> metadata) const {
  ProtoMessage graph;
  for (const ProtoMessage& node : nodes_) graph.add_message(1, node);
  graph.add_bytes(2, name);
  for (const ProtoMessage& constant : constants_) graph.add_message(5, constant);
  for (const ProtoMessage& input : inputs_) graph.add_message(11, input);
  for (const ProtoMessage& output : outputs_) graph.add_message(12, output);
  ProtoMessage operators, model;
  operators.add_bytes(1, "");
  operators.add_number(2, kOperatorSet);
  model.add_number(1, kIrVersion);
  model.add_bytes(2, "Foretell");
  model.add_message(7, graph);
  model.add_message(8, operators);
  for (const auto& [key, value] : metadata) {
    ProtoMessage entry;
    entry.add_bytes(1, key);
    entry.add_bytes(2, value);
    model.add_message(14, entry);
  }
  return model.bytes();
}
}  // namespace foretell

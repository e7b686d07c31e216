#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foretell {
/// Bytes of a Protocol Buffers message, field by field.
///   Source  Protocol Buffers, encoding: varints, length-delimited and 32-bit fields
class ProtoMessage {
 public:
  void add_number(std::uint32_t field, std::uint64_t value);
  void add_float(std::uint32_t field, float value);
  void add_bytes(std::uint32_t field, std::string_view bytes);
  void add_message(std::uint32_t field, const ProtoMessage& message) {
    add_bytes(field, message.bytes());
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void add_varint(std::uint64_t value);
  std::string bytes_;
};

enum class OnnxType : std::uint8_t { kFloat = 1, kInt32 = 6, kInt64 = 7 };

/// An attribute of a node.
struct OnnxAttribute {
  std::string name;
  std::int64_t number = 0;
  std::vector<std::string> words{};  ///< instead of the number
};

/// A computation in the Open Neural Network Exchange format, written as its bytes without a
/// library.
///   Source  ONNX 1.9, onnx.proto3, IR version 8, operator set 14
class OnnxGraph {
 public:
  /// Extents are numbers, or words for what the caller decides ("steps", "batch").
  using Extents = std::vector<std::string>;

  void add_input(const std::string& name, OnnxType type, const Extents& extents);
  void add_output(const std::string& name, OnnxType type, const Extents& extents);
  void add_constant(const std::string& name, std::span<const std::size_t> shape,
                    std::span<const float> values);
  void add_constant(const std::string& name, std::span<const std::int64_t> values);
  /// Returns the name of the first output.
  std::string add_node(const std::string& type, const std::vector<std::string>& inputs,
                       const std::vector<std::string>& outputs,
                       const std::vector<OnnxAttribute>& attributes = {});
  /// The whole model, with texts about it.
  [[nodiscard]] std::string model_bytes(
      const std::string& name,
      std::span<const std::pair<std::string, std::string>> metadata = {}) const;

 private:
  std::vector<ProtoMessage> nodes_, constants_, inputs_, outputs_;
};
}  // namespace foretell

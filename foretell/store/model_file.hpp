#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// The newest version of the model file that this build reads. It writes version 1 where a file has
/// no tensor of floats, which came with version 2, so that older builds can read what they know.
inline constexpr int kModelFileVersion = 2;

/// A named array of numbers.
///   Shapes  the product of `shape` is the number of values, row-major; a scalar has shape {}
struct NamedTensor {
  using Values = std::variant<std::vector<double>, std::vector<std::int64_t>,
                              std::vector<std::uint8_t>, std::vector<float>>;

  std::string name;
  std::vector<std::size_t> shape;
  Values values;

  bool operator==(const NamedTensor&) const = default;
};

/// What a stored model is made of: words and numbers. It knows no model type; whoever writes one
/// gives the names their meaning.
struct ModelFile {
  std::map<std::string, std::string> metadata;  ///< keys beginning with "foretell." are reserved
  std::vector<NamedTensor> tensors;             ///< in the order of the file

  bool operator==(const ModelFile&) const = default;

  /// The tensor of this name with these values, e.g. find<double>("state"), or null.
  template <class Value>
  [[nodiscard]] const std::vector<Value>* find(std::string_view name) const {
    for (const NamedTensor& tensor : tensors) {
      if (tensor.name == name) return std::get_if<std::vector<Value>>(&tensor.values);
    }
    return nullptr;
  }
};

/// The bytes of a model file: the safetensors layout, which that format's readers understand.
///   Layout  length of the header, 8 bytes, little-endian; header, JSON, padded with spaces to a
///           multiple of 8; the tensors' values, little-endian, without gaps
///   Header  name → {dtype F64 | F32 | I64 | U8, shape, data_offsets}; "__metadata__" holds the
///   metadata,
///           "foretell.version", and "foretell.checksum": XXH3, 64 bits, of the whole file with the
///           checksum's 16 digits taken as zeros
///   Errors  kInvalidOption (two tensors of one name, a shape that is not the number of values, a
///           reserved name, text that is not UTF-8)
[[nodiscard]] Result<std::string> serialize(const ModelFile& file);

/// Reads the bytes back, bit for bit. Runs no code, and allocates no more than a small multiple of
/// what it is given, whatever the bytes say.
///   Errors  kBadFile (not a model file, truncated, altered, wrong inside), kUnsupported (written
///   by
///           a newer version)
[[nodiscard]] Result<ModelFile> parse_model_file(std::string_view bytes);

/// Reads a safetensors file that somebody else wrote, such as the weights of a PyTorch module.
/// F16 and BF16 become F32, I32 becomes I64; no version or checksum is asked for. The same promises
/// on code and memory.
///   Errors  kBadFile, kUnsupported (another dtype)
[[nodiscard]] Result<ModelFile> parse_safetensors(std::string_view bytes);

/// A model file from a path; the error names it.
///   Errors  kIo (missing, no permission), and those of parse_model_file
[[nodiscard]] Result<ModelFile> read_model_file(const std::string& path);
}  // namespace foretell

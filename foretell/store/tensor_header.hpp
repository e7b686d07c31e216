#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell::safetensors {
/// Shapes of more extents are refused.
inline constexpr std::size_t kMaxExtents = 8;

/// What the header says about one tensor. Nothing in it is to be trusted yet.
struct TensorEntry {
  std::string name;
  std::string dtype;               ///< "F64", "F32", "I64" or "U8"; elsewhere others
  std::vector<std::size_t> shape;  ///< at most kMaxExtents
  std::size_t begin = 0;           ///< bytes from the end of the header
  std::size_t end = 0;
};

/// A header of the safetensors layout.
struct TensorHeader {
  std::map<std::string, std::string> metadata;
  std::vector<TensorEntry> tensors;  ///< in the order in which they are written
};

/// Reads the JSON of a header. Holds only what the header consists of: anything else is refused
/// where it stands, so that memory stays below a small multiple of the text.
///   Errors  kBadFile
[[nodiscard]] Result<TensorHeader> parse_header(std::string_view json);
}  // namespace foretell::safetensors

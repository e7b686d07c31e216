#include "foretell/store/model_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "foretell/store/atomic_file.hpp"
#include "foretell/store/checksum.hpp"
#include "foretell/store/tensor_header.hpp"

namespace foretell {
static_assert(std::endian::native == std::endian::little,
              "values are copied as they lie in memory");

namespace {
using Json = nlohmann::ordered_json;
constexpr std::size_t kLengthBytes = sizeof(std::uint64_t);
constexpr std::string_view kReserved = "foretell.";
constexpr std::string_view kVersionKey = "\"foretell.version\":\"";

template <class Value>
std::string_view dtype_of(const std::vector<Value>& /*values*/) {
  if constexpr (std::is_same_v<Value, double>) return "F64";
  if constexpr (std::is_same_v<Value, float>) return "F32";
  if constexpr (std::is_same_v<Value, std::int64_t>) return "I64";
  return "U8";
}

/// The number of values of a shape, or nothing where it is beyond all numbers.
std::optional<std::size_t> count_of(const std::vector<std::size_t>& shape) {
  std::size_t count = 1;
  for (const std::size_t extent : shape) {
    if (__builtin_mul_overflow(count, extent, &count)) return std::nullopt;
  }
  return count;
}

std::optional<Error> check(const ModelFile& file) {
  std::set<std::string_view> names{"__metadata__"};
  for (const NamedTensor& tensor : file.tensors) {
    const auto count = std::visit([](const auto& values) { return values.size(); }, tensor.values);
    if (!names.insert(tensor.name).second) {
      return Error{ErrorCode::kInvalidOption, "a tensor of this name is there", tensor.name};
    }
    if (count_of(tensor.shape) != count || tensor.shape.size() > safetensors::kMaxExtents) {
      return Error{ErrorCode::kInvalidOption,
                   fmt::format("{} values do not make up the shape", count), tensor.name};
    }
  }
  for (const auto& [key, value] : file.metadata) {
    if (key.starts_with(kReserved)) {
      return Error{ErrorCode::kInvalidOption, "keys with 'foretell.' are reserved", key};
    }
  }
  return std::nullopt;
}

/// The oldest version that can hold the file.
int version_of(const ModelFile& file) {
  const bool floats = std::any_of(file.tensors.begin(), file.tensors.end(), [](const auto& tensor) {
    return std::holds_alternative<std::vector<float>>(tensor.values);
  });
  return floats ? 2 : 1;
}

Json header_of(const ModelFile& file) {
  Json header;
  Json& metadata = header["__metadata__"];
  metadata["foretell.version"] = std::to_string(version_of(file));
  metadata["foretell.checksum"] = std::string(safetensors::kChecksumDigits, '0');
  for (const auto& [key, value] : file.metadata) metadata[key] = value;
  std::size_t begin = 0;
  for (const NamedTensor& tensor : file.tensors) {
    std::visit(
        [&](const auto& values) {
          const std::size_t end = begin + values.size() * sizeof(values[0]);
          header[tensor.name] = {
              {"dtype", dtype_of(values)}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
          begin = end;
        },
        tensor.values);
  }
  return header;
}

/// The length and the padded header; an exception of the JSON library becomes an Error here.
Result<std::string> head_of(const ModelFile& file) {
  std::string text;
  try {
    text = header_of(file).dump();
  } catch (const nlohmann::json::exception&) {
    return fail(ErrorCode::kInvalidOption, "names and metadata have to be UTF-8");
  }
  text.resize((text.size() + kLengthBytes - 1) / kLengthBytes * kLengthBytes, ' ');
  const std::uint64_t length = text.size();
  std::string head(kLengthBytes, '\0');
  std::memcpy(head.data(), &length, kLengthBytes);
  return head + text;
}

/// The JSON text between the length and the values.
Result<std::string_view> header_text(std::string_view bytes) {
  if (bytes.size() < kLengthBytes) {
    return fail(ErrorCode::kBadFile,
                fmt::format("{} bytes are too few for a model file", bytes.size()));
  }
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), kLengthBytes);
  const std::size_t left = bytes.size() - kLengthBytes;
  if (length > left) {
    return fail(ErrorCode::kBadFile, fmt::format("truncated, or no model file: the header should "
                                                 "have {} bytes, but {} follow",
                                                 length, left));
  }
  return bytes.substr(kLengthBytes, length);
}

/// Refuses what this build cannot read, before anything else is looked at.
std::optional<Error> check_version(std::string_view header) {
  const std::size_t key = header.find(kVersionKey);
  int version = 0;
  if (key != std::string_view::npos) {
    const char* digits = header.data() + key + kVersionKey.size();
    std::from_chars(digits, header.data() + header.size(), version);
  }
  if (version < 1) return Error{ErrorCode::kBadFile, "not a model file of Foretell", {}};
  if (version > kModelFileVersion) {
    return Error{ErrorCode::kUnsupported,
                 fmt::format("written by a newer Foretell: format {}, this one reads up to {}",
                             version, kModelFileVersion),
                 {}};
  }
  return std::nullopt;
}

std::optional<Error> check_checksum(std::string_view bytes, std::size_t header_end) {
  const auto position = safetensors::find_checksum(bytes, header_end);
  if (!position) return Error{ErrorCode::kBadFile, "not a model file of Foretell: no checksum", {}};
  if (bytes.substr(*position, safetensors::kChecksumDigits) ==
      safetensors::checksum_of(bytes, *position)) {
    return std::nullopt;
  }
  return Error{ErrorCode::kBadFile, "altered or truncated: the checksum does not fit", {}};
}

template <class Value>
Result<NamedTensor> read_values(const safetensors::TensorEntry& entry, std::string_view data) {
  const std::size_t size = entry.end - entry.begin;
  const auto count = count_of(entry.shape);
  if (!count || *count > size || *count * sizeof(Value) != size) {
    return fail(ErrorCode::kBadFile, fmt::format("{} bytes do not make up the shape", size),
                entry.name);
  }
  std::vector<Value> values(*count);
  if (size > 0) std::memcpy(values.data(), data.data() + entry.begin, size);
  return NamedTensor{entry.name, entry.shape, std::move(values)};
}

Result<NamedTensor> read_tensor(const safetensors::TensorEntry& entry, std::string_view data) {
  if (entry.dtype == "F64") return read_values<double>(entry, data);
  if (entry.dtype == "F32") return read_values<float>(entry, data);
  if (entry.dtype == "I64") return read_values<std::int64_t>(entry, data);
  if (entry.dtype == "U8") return read_values<std::uint8_t>(entry, data);
  return fail(ErrorCode::kBadFile, fmt::format("dtype '{}' is none of ours", entry.dtype),
              entry.name);
}

/// The tensors, which have to cover the data without gap or overlap.
Result<std::vector<NamedTensor>> read_tensors(const std::vector<safetensors::TensorEntry>& entries,
                                              std::string_view data) {
  std::vector<NamedTensor> tensors;
  std::size_t begin = 0;
  for (const safetensors::TensorEntry& entry : entries) {
    if (entry.begin != begin || entry.end < begin || entry.end > data.size()) {
      return fail(ErrorCode::kBadFile,
                  fmt::format("bytes {} to {} do not follow on", entry.begin, entry.end),
                  entry.name);
    }
    auto tensor = read_tensor(entry, data);
    if (!tensor) return fail(std::move(tensor.error()));
    tensors.push_back(std::move(*tensor));
    begin = entry.end;
  }
  if (begin == data.size()) return tensors;
  return fail(ErrorCode::kBadFile,
              fmt::format("{} bytes after the last tensor", data.size() - begin));
}
}  // namespace

Result<std::string> serialize(const ModelFile& file) {
  if (auto error = check(file)) return fail(std::move(*error));
  auto bytes = head_of(file);
  if (!bytes) return bytes;
  const std::size_t header_end = bytes->size();
  for (const NamedTensor& tensor : file.tensors) {
    std::visit(
        [&](const auto& values) {
          bytes->append(reinterpret_cast<const char*>(values.data()),
                        values.size() * sizeof(values[0]));
        },
        tensor.values);
  }
  const std::size_t position = *safetensors::find_checksum(*bytes, header_end);
  bytes->replace(position, safetensors::kChecksumDigits,
                 safetensors::checksum_of(*bytes, position));
  return bytes;
}

Result<ModelFile> parse_model_file(std::string_view bytes) {
  const auto text = header_text(bytes);
  if (!text) return fail(text.error());
  const std::size_t header_end = kLengthBytes + text->size();
  if (auto error = check_version(*text)) return fail(std::move(*error));
  if (auto error = check_checksum(bytes, header_end)) return fail(std::move(*error));
  auto header = safetensors::parse_header(*text);
  if (!header) return fail(std::move(header.error()));
  auto tensors = read_tensors(header->tensors, bytes.substr(header_end));
  if (!tensors) return fail(std::move(tensors.error()));
  std::erase_if(header->metadata,
                [](const auto& item) { return item.first.starts_with(kReserved); });
  return ModelFile{std::move(header->metadata), std::move(*tensors)};
}

Result<ModelFile> read_model_file(const std::string& path) {
  auto bytes = read_bytes(path);
  if (!bytes) return fail(std::move(bytes.error()));
  auto file = parse_model_file(*bytes);
  if (!file)
    file.error().where = file.error().where.empty() ? path : path + " " + file.error().where;
  return file;
}
}  // namespace foretell

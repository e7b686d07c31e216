#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "foretell/store/model_file.hpp"
#include "foretell/store/tensor_header.hpp"

namespace foretell {
namespace {
constexpr std::size_t kLengthBytes = sizeof(std::uint64_t);

float from_bfloat16(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

float from_half(std::uint16_t bits) {
  const float sign = (bits & 0x8000U) != 0 ? -1.0F : 1.0F;
  const int exponent = (bits >> 10) & 31;
  const auto fraction = static_cast<float>(bits & 1023U);
  if (exponent == 31) return fraction == 0 ? sign * INFINITY : NAN;
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(fraction + 1024, exponent - 25);
}

/// The values of an entry, stored as Stored, each turned by `convert`.
template <class Stored, class Convert>
Result<NamedTensor> convert_values(const safetensors::TensorEntry& entry, std::string_view data,
                                   Convert convert) {
  std::size_t count = 1;
  bool overflow = false;
  for (const std::size_t extent : entry.shape) {
    overflow = overflow || __builtin_mul_overflow(count, extent, &count);
  }
  const std::size_t size = entry.end - entry.begin;
  if (overflow || count > size || count * sizeof(Stored) != size) {
    return fail(ErrorCode::kBadFile, fmt::format("{} bytes do not make up the shape", size),
                entry.name);
  }
  std::vector<decltype(convert(Stored{}))> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    Stored stored;
    std::memcpy(&stored, data.data() + entry.begin + i * sizeof(Stored), sizeof(Stored));
    values[i] = convert(stored);
  }
  return NamedTensor{entry.name, entry.shape, std::move(values)};
}

Result<NamedTensor> read_foreign(const safetensors::TensorEntry& entry, std::string_view data) {
  if (entry.begin > entry.end || entry.end > data.size()) {
    return fail(ErrorCode::kBadFile, "its bytes lie outside the file: truncated?", entry.name);
  }
  const auto same = [](auto value) { return value; };
  if (entry.dtype == "F64") return convert_values<double>(entry, data, same);
  if (entry.dtype == "F32") return convert_values<float>(entry, data, same);
  if (entry.dtype == "F16") return convert_values<std::uint16_t>(entry, data, from_half);
  if (entry.dtype == "BF16") return convert_values<std::uint16_t>(entry, data, from_bfloat16);
  if (entry.dtype == "I64") return convert_values<std::int64_t>(entry, data, same);
  if (entry.dtype == "I32") {
    return convert_values<std::int32_t>(
        entry, data, [](std::int32_t v) { return static_cast<std::int64_t>(v); });
  }
  if (entry.dtype == "U8") return convert_values<std::uint8_t>(entry, data, same);
  return fail(ErrorCode::kUnsupported,
              fmt::format("dtype '{}'; F64, F32, F16, BF16, I64, I32 and U8 are read", entry.dtype),
              entry.name);
}

/// No two tensors share bytes, so that memory follows the file's size.
bool overlap(std::vector<safetensors::TensorEntry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (entries[i].begin < entries[i - 1].end) return true;
  }
  return false;
}
}  // namespace

Result<ModelFile> parse_safetensors(std::string_view bytes) {
  std::uint64_t length = 0;
  if (bytes.size() < kLengthBytes) {
    return fail(ErrorCode::kBadFile,
                fmt::format("{} bytes are too few for a safetensors file", bytes.size()));
  }
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > bytes.size() - kLengthBytes) {
    return fail(ErrorCode::kBadFile,
                fmt::format("truncated, or no safetensors file: a header of {} bytes", length));
  }
  auto header = safetensors::parse_header(bytes.substr(kLengthBytes, length));
  if (!header) return fail(std::move(header.error()));
  if (overlap(header->tensors)) return fail(ErrorCode::kBadFile, "two tensors share bytes");
  ModelFile file{.metadata = std::move(header->metadata), .tensors = {}};
  std::erase_if(file.metadata,
                [](const auto& item) { return item.first.starts_with("foretell."); });
  for (const safetensors::TensorEntry& entry : header->tensors) {
    auto tensor = read_foreign(entry, bytes.substr(kLengthBytes + length));
    if (!tensor) return fail(std::move(tensor.error()));
    file.tensors.push_back(std::move(*tensor));
  }
  return file;
}
}  // namespace foretell

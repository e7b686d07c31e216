#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace foretell::safetensors {
/// How the header spells the checksum: this text, then 16 hexadecimal digits. Inside a JSON string
/// the quotes would be escaped, so the text stands nowhere else.
inline constexpr std::string_view kChecksumKey = "\"foretell.checksum\":\"";
inline constexpr std::size_t kChecksumDigits = 16;

/// Where the digits begin within the first `header_end` bytes; nothing if there are none.
[[nodiscard]] std::optional<std::size_t> find_checksum(std::string_view bytes,
                                                       std::size_t header_end);

/// The digits of the file's checksum: XXH3, 64 bits, with the digits at `position` taken as zeros.
///   Source  Collet, xxHash, specification of XXH3 0.1
[[nodiscard]] std::string checksum_of(std::string_view bytes, std::size_t position);
}  // namespace foretell::safetensors

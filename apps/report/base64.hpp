#pragma once
#include <string>
#include <string_view>

namespace foretell::report {
/// Bytes as text, padded with "=".
///   Source  RFC 4648, section 4
[[nodiscard]] std::string base64(std::string_view bytes);
}  // namespace foretell::report

#pragma once
#include <cstdint>
#include <string_view>

namespace foretell {
/// 64 bits of a text, the same on every machine and in every run. Not for secrets.
///   Source  FNV-1a, 64 bits: Fowler, Noll & Vo, RFC 9923
[[nodiscard]] constexpr std::uint64_t text_hash(std::string_view text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}
}  // namespace foretell

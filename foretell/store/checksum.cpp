#include "foretell/store/checksum.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace foretell::safetensors {
std::optional<std::size_t> find_checksum(std::string_view bytes, std::size_t header_end) {
  const std::size_t key = bytes.substr(0, header_end).find(kChecksumKey);
  if (key == std::string_view::npos) return std::nullopt;
  const std::size_t position = key + kChecksumKey.size();
  if (position + kChecksumDigits > header_end) return std::nullopt;
  return position;
}

std::string checksum_of(std::string_view bytes, std::size_t position) {
  const std::string zeros(kChecksumDigits, '0');
  XXH3_state_t state;
  XXH3_INITSTATE(&state);
  XXH3_64bits_reset(&state);
  for (const std::string_view part : {bytes.substr(0, position), std::string_view(zeros),
                                      bytes.substr(position + zeros.size())}) {
    XXH3_64bits_update(&state, part.data(), part.size());
  }
  return fmt::format("{:016x}", XXH3_64bits_digest(&state));
}
}  // namespace foretell::safetensors

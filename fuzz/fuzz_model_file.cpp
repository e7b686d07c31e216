// Any bytes are either refused or a model file that is written again to the same values.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "foretell/store/checksum.hpp"
#include "foretell/store/model_file.hpp"

namespace {
void read_and_write(std::string_view bytes) {
  const auto file = foretell::parse_model_file(bytes);
  if (!file) return;
  const auto again = foretell::serialize(*file);
  if (!again) __builtin_trap();
  if (*again != *foretell::serialize(*foretell::parse_model_file(*again))) __builtin_trap();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  read_and_write(bytes);
  // With its checksum put right, the bytes get past it to the parts behind.
  if (const auto position = foretell::safetensors::find_checksum(bytes, bytes.size())) {
    bytes.replace(*position, foretell::safetensors::kChecksumDigits,
                  foretell::safetensors::checksum_of(bytes, *position));
    read_and_write(bytes);
  }
  return 0;
}

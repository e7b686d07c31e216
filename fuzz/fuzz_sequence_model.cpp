#include <cstdint>
#include <string>

#include "foretell/store/checksum.hpp"
#include "fuzz/sequence_model_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  foretell::fuzz_sequence_model(bytes);
  // With its checksum put right, the bytes get past it to the parts behind.
  if (const auto position = foretell::safetensors::find_checksum(bytes, bytes.size())) {
    bytes.replace(*position, foretell::safetensors::kChecksumDigits,
                  foretell::safetensors::checksum_of(bytes, *position));
    foretell::fuzz_sequence_model(bytes);
  }
  return 0;
}

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "foretell/select/catalog.hpp"

// Any bytes are model words or a clear error; what parses, prints and reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto words = foretell::parse_model_words(text);
  if (words) {
    for (const foretell::ModelWord& word : *words) {
      const auto again = foretell::parse_model_words(word.text());
      if (!again || again->size() != 1 || again->front().text() != word.text()) std::abort();
    }
  }
  (void)foretell::define_all(text);
  return 0;
}

#include "foretell/ingest/text_file.hpp"

#include <fmt/format.h>

#include "foretell/ingest/byte_source.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell {
namespace {
/// Bytes of the code point that begins here, 0 where none does.
std::size_t code_point_size(std::string_view text) {
  const auto byte = [text](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto follows = [&byte](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool outside = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return follows(1) && follows(2) && follows(3) && !outside ? 4 : 0;
  }
  return 0;
}
}  // namespace

Result<std::string> read_whole(const std::string& path) {
  const bool gzip = path.ends_with(".gz");
  if (!gzip && path != "-") return read_bytes(path);
  auto source = ByteSource::open({.path = path}, gzip);
  if (!source) return fail(std::move(source.error()));
  std::string bytes, block;
  for (;;) {
    const auto more = source->next(block, false);
    if (!more) return fail(more.error());
    if (!*more) return bytes;
    bytes += block;
  }
}

Result<std::vector<std::string>> split_characters(std::string_view text) {
  std::vector<std::string> characters;
  characters.reserve(text.size());
  std::size_t line = 1, column = 1;
  while (!text.empty()) {
    const std::size_t size = code_point_size(text);
    if (size == 0) {
      return fail(ErrorCode::kBadValue,
                  fmt::format("byte {:#04x} is not UTF-8", static_cast<unsigned char>(text[0])),
                  fmt::format("line {} column {}", line, column));
    }
    characters.emplace_back(text.substr(0, size));
    column = text[0] == '\n' ? 1 : column + 1;
    line += text[0] == '\n' ? 1 : 0;
    text.remove_prefix(size);
  }
  return characters;
}
}  // namespace foretell

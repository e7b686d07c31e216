#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// All bytes of a file; ".gz" is unpacked, "-" is standard input.
///   Errors  kIo, kBadFile (no gzip); each names the file
[[nodiscard]] Result<std::string> read_whole(const std::string& path);

/// A text as its characters: UTF-8, one code point each.
///   Errors  kBadValue (bytes that are not UTF-8; `where` names line and column)
///   Source  The Unicode Standard 15, table 3-7
[[nodiscard]] Result<std::vector<std::string>> split_characters(std::string_view text);
}  // namespace foretell

#pragma once
#include <span>
#include <string_view>

namespace foretell {
/// The name that takes the fewest edits (insert, delete, replace one character; letter case costs
/// nothing) to reach from `word`: for "did you mean". The first of equals; empty if there are no
/// names.
///   Source  Wagner & Fischer (1974), J. ACM 21, 168–173
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> names);
}  // namespace foretell

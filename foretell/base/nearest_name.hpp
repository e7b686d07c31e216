#pragma once
#include <span>
#include <string>
#include <string_view>

namespace foretell {
/// The candidate that is closest to `name` by edit distance, if it is close enough to be a typing
/// error (two letters, or a third of them; one in words below four); else empty. For "did you mean"
/// in messages.
///   Source  Levenshtein (1966); the first of equally near candidates wins
[[nodiscard]] std::string_view nearest_name(std::string_view name,
                                            std::span<const std::string> candidates);

/// "; did you mean 'x'?" or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view name,
                                       std::span<const std::string> candidates);
}  // namespace foretell

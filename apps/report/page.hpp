#pragma once
#include <string_view>

namespace foretell::report {
/// Where the data go in the page; the bundler checks that it stands there once.
inline constexpr std::string_view kDataMarker = "__FORETELL_DATA__";

/// The page that web/ builds, embedded at build time.
[[nodiscard]] std::string_view page_template();
}  // namespace foretell::report

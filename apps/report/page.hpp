#pragma once
#include <string>
#include <string_view>

namespace foretell::report {
/// Where the data go in a page; the bundler checks that it stands there once.
inline constexpr std::string_view kDataMarker = "__FORETELL_DATA__";

/// The pages that web/ builds, embedded at build time.
[[nodiscard]] std::string_view report_page();
[[nodiscard]] std::string_view analysis_page();
[[nodiscard]] std::string_view training_page();
[[nodiscard]] std::string_view inspection_page();

/// Date and time of now as pages say when they were made, local: "2024-03-01 14:05".
[[nodiscard]] std::string created_now();

/// A page with its data in it. A marker inside the data is left alone.
[[nodiscard]] std::string filled(std::string_view page, std::string_view json);
}  // namespace foretell::report

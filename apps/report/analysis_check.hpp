#pragma once
#include "apps/report/analysis.hpp"

namespace foretell::report {
/// Whether the parts of a series are as long as they must be for the page to draw them.
///   Errors  kInvalidOption (names the part, its length and the series)
[[nodiscard]] Result<void> check(const SeriesAnalysisReport& series);
}  // namespace foretell::report

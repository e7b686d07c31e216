#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "foretell/diagnose/series_analysis.hpp"

namespace foretell {
/// What an analysis means for whoever wants to forecast the series.
struct Advice {
  double severity = 0;                   ///< 0 (nothing to look at) … 100
  std::string headline;                  ///< the gravest finding in a few words
  std::vector<std::string> sentences{};  ///< findings, each with what to do, gravest first
};

/// How an observation is called, e.g. by its date: position from 0 → "2020-03-01".
using NameOfStep = std::function<std::string(std::size_t)>;

/// Findings in words. Severity adds up what each finding weighs, gaps and short series most.
[[nodiscard]] Advice advise(const SeriesAnalysis& analysis, const Series& series,
                            const NameOfStep& name_of_step);
}  // namespace foretell

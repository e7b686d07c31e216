#pragma once
#include <string>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/panel/panel.hpp"

namespace foretell::calls {
/// The models that an automatic choice looked at for one series, in that order.
struct SeriesTrace {
  std::size_t series;  ///< place in the panel
  std::size_t model;   ///< place among the definitions
  std::vector<Candidate> candidates;
};

/// Traces are to be read, so of few series.
inline constexpr std::size_t kMostTraced = 20;

/// What the definitions that choose among models looked at. Fits once more. A series that a
/// definition refuses has no trace.
///   Errors  kInvalidOption (more than kMostTraced series, no definition that chooses)
[[nodiscard]] Result<std::vector<SeriesTrace>> trace_candidates(
    const Panel& panel, const std::vector<AnyDefinition>& definitions);

/// The traces for the terminal: a table per series, the chosen model marked with a star.
[[nodiscard]] std::string trace_text(const Panel& panel,
                                     const std::vector<AnyDefinition>& definitions,
                                     const std::vector<SeriesTrace>& traces);
}  // namespace foretell::calls

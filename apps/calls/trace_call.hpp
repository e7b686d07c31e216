#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/ingest/table_writer.hpp"
#include "foretell/models/any_model.hpp"

namespace foretell::calls {
/// The models that an automatic choice looked at for one series, in that order.
struct SeriesTrace {
  std::size_t series;  ///< place in the panel
  std::size_t model;   ///< place among the definitions
  std::vector<Candidate> candidates;
};

/// What was looked at for a panel, series by series.
struct PanelTrace {
  std::vector<SeriesTrace> traces;
  std::size_t num_refused = 0;       ///< series and definitions without one, as these refuse
  std::optional<Error> first_error;  ///< of the first of them
};

/// Traces that are shown rather than kept are of few series.
inline constexpr std::size_t kMostTraced = 20;

/// Whether one of the definitions, or a part of one, chooses among models.
///   Errors  kUnsupported (none does; named)
[[nodiscard]] Result<void> check_traced(const std::vector<AnyDefinition>& definitions);
/// Whether the traces of a panel can be shown.
///   Errors  kInvalidOption (more than kMostTraced series)
[[nodiscard]] Result<void> check_shown(const Panel& panel);

/// What the definitions that choose among models looked at. Fits once more, on all threads.
[[nodiscard]] PanelTrace trace_candidates(const Panel& panel,
                                          const std::vector<AnyDefinition>& definitions);

/// One row per series, definition and candidate: unique_id, model, part (empty: the model itself),
/// candidate, criterion and log_likelihood (NaN: rejected, not known), verdict, chosen (1 or 0).
[[nodiscard]] std::vector<Column> trace_table(const Panel& panel,
                                              const std::vector<AnyDefinition>& definitions,
                                              const std::vector<SeriesTrace>& traces);

/// The traces for the terminal: a table per series, the chosen models marked with a star, the parts
/// of composites beside them.
[[nodiscard]] std::string trace_text(const Panel& panel,
                                     const std::vector<AnyDefinition>& definitions,
                                     const std::vector<SeriesTrace>& traces);
}  // namespace foretell::calls

#pragma once
#include <span>
#include <string>
#include <vector>

#include "foretell/models/any_model.hpp"

namespace foretell {
/// A candidate that does not stand for a choice: its reason, and nothing known of its likelihood.
[[nodiscard]] Candidate rejected_candidate(std::string name, std::string verdict);

/// Appends what a part of a composite looked at, with the part's model words before its own parts.
/// Nothing where the part does not choose; one rejected candidate where it refuses the series.
void append_part_trace(const AnyDefinition& part, const Series& series,
                       std::vector<Candidate>& candidates);

/// What several parts looked at, in their order.
[[nodiscard]] std::vector<Candidate> trace_of_parts(std::span<const AnyDefinition> parts,
                                                    const Series& series);
}  // namespace foretell

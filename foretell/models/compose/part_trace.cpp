#include "foretell/models/compose/part_trace.hpp"

#include <limits>

namespace foretell {
Candidate rejected_candidate(std::string name, std::string verdict) {
  return {std::move(name), std::numeric_limits<double>::infinity(),
          std::numeric_limits<double>::quiet_NaN(), std::move(verdict)};
}

void append_part_trace(const AnyDefinition& part, const Series& series,
                       std::vector<Candidate>& candidates) {
  if (!part.is_traced()) return;
  auto seen = part.trace(series);
  if (!seen) {
    candidates.push_back(rejected_candidate(part.word(), seen.error().message));
    candidates.back().part = part.word();
    return;
  }
  for (Candidate& one : *seen) {
    one.part = one.part.empty() ? part.word() : part.word() + " > " + one.part;
    candidates.push_back(std::move(one));
  }
}

std::vector<Candidate> trace_of_parts(std::span<const AnyDefinition> parts, const Series& series) {
  std::vector<Candidate> candidates;
  for (const AnyDefinition& part : parts) append_part_trace(part, series, candidates);
  return candidates;
}
}  // namespace foretell

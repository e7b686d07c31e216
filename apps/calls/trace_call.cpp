#include "apps/calls/trace_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "apps/calls/text_table.hpp"

namespace foretell::calls {
Result<std::vector<SeriesTrace>> trace_candidates(const Panel& panel,
                                                  const std::vector<AnyDefinition>& definitions) {
  if (panel.size() > kMostTraced) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("--trace is for at most {} series, but there are {}; give a table of "
                            "the few to look at",
                            kMostTraced, grouped(panel.size())));
  }
  if (std::ranges::none_of(definitions, &AnyDefinition::is_traced)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("--trace shows the choice of auto_arima, but the models are {} alone; "
                            "add auto_arima to --models",
                            definitions.front().word()));
  }
  std::vector<SeriesTrace> traces;
  for (std::size_t i = 0; i < panel.size(); ++i) {
    for (std::size_t m = 0; m < definitions.size(); ++m) {
      if (!definitions[m].is_traced()) continue;
      auto trace = definitions[m].trace(panel.series(i));
      if (trace) traces.push_back({i, m, std::move(*trace)});
    }
  }
  return traces;
}

std::string trace_text(const Panel& panel, const std::vector<AnyDefinition>& definitions,
                       const std::vector<SeriesTrace>& traces) {
  std::string text;
  for (const SeriesTrace& trace : traces) {
    std::vector<std::vector<std::string>> rows{{"  model", "criterion", ""}};
    for (const Candidate& one : trace.candidates) {
      const bool rejected = !std::isfinite(one.criterion);
      rows.push_back({(one.chosen ? "* " : "  ") + one.name,
                      rejected ? "rejected" : fmt::format("{:.3f}", one.criterion), one.verdict});
    }
    text +=
        fmt::format("{}, {}: {} models looked at, * the chosen one\n{}\n", panel.id(trace.series),
                    definitions[trace.model].word(), trace.candidates.size(), text_table(rows));
  }
  return text;
}
}  // namespace foretell::calls

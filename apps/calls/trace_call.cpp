#include "apps/calls/trace_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "apps/calls/text_table.hpp"
#include "foretell/base/parallel.hpp"

namespace foretell::calls {
namespace {
std::string criterion_text(const Candidate& one) {
  if (std::isfinite(one.criterion)) return fmt::format("{:.3f}", one.criterion);
  return one.chosen ? "" : "rejected";
}

std::string table_text(const std::vector<Candidate>& candidates) {
  const bool parts =
      std::ranges::any_of(candidates, [](const Candidate& one) { return !one.part.empty(); });
  std::vector<std::vector<std::string>> rows{{"  model", "criterion", ""}};
  if (parts) rows.front().insert(rows.front().begin() + 2, "part");
  for (const Candidate& one : candidates) {
    rows.push_back({(one.chosen ? "* " : "  ") + one.name, criterion_text(one), one.verdict});
    if (parts) rows.back().insert(rows.back().begin() + 2, one.part);
  }
  return text_table(rows);
}
}  // namespace

Result<void> check_traced(const std::vector<AnyDefinition>& definitions) {
  if (std::ranges::any_of(definitions, &AnyDefinition::is_traced)) return {};
  std::string words;
  for (const AnyDefinition& definition : definitions) {
    words += (words.empty() ? "" : ", ") + definition.word();
  }
  return fail(ErrorCode::kUnsupported,
              fmt::format("{} choose{} nothing; auto_arima, auto_ets, auto_ces, auto, best, "
                          "fallback and combinations of them do",
                          words, definitions.size() == 1 ? "s" : ""));
}

Result<void> check_shown(const Panel& panel) {
  if (panel.size() <= kMostTraced) return {};
  return fail(ErrorCode::kInvalidOption,
              fmt::format("--trace is for at most {} series, but there are {}; give a table of "
                          "the few to look at, or write all to a file with --candidates",
                          kMostTraced, grouped(panel.size())));
}

PanelTrace trace_candidates(const Panel& panel, const std::vector<AnyDefinition>& definitions) {
  std::vector<std::size_t> traced;
  for (std::size_t m = 0; m < definitions.size(); ++m) {
    if (definitions[m].is_traced()) traced.push_back(m);
  }
  const Result<std::vector<Candidate>> none = std::vector<Candidate>{};
  std::vector<Result<std::vector<Candidate>>> seen(panel.size() * traced.size(), none);
  parallel_for(seen.size(), 1, [&](std::size_t i) {
    seen[i] = definitions[traced[i % traced.size()]].trace(panel.series(i / traced.size()));
  });
  PanelTrace result;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const std::size_t series = i / traced.size();
    if (seen[i]) {
      result.traces.push_back({series, traced[i % traced.size()], std::move(*seen[i])});
    } else if (result.num_refused++ == 0) {
      result.first_error = std::move(seen[i].error());
      result.first_error->where = fmt::format("series {}", panel.id(series));
    }
  }
  return result;
}

std::vector<Column> trace_table(const Panel& panel, const std::vector<AnyDefinition>& definitions,
                                const std::vector<SeriesTrace>& traces) {
  IdColumn ids{&panel, {}};
  std::vector<std::string> models, parts, names, verdicts;
  std::vector<double> criteria, likelihoods;
  std::vector<std::int64_t> chosen;
  const auto known = [](double value) {
    return std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN();
  };
  for (const SeriesTrace& trace : traces) {
    for (const Candidate& one : trace.candidates) {
      ids.series.push_back(static_cast<std::uint32_t>(trace.series));
      models.push_back(definitions[trace.model].word());
      parts.push_back(one.part);
      names.push_back(one.name);
      criteria.push_back(known(one.criterion));
      likelihoods.push_back(known(one.log_likelihood));
      verdicts.push_back(one.verdict);
      chosen.push_back(one.chosen ? 1 : 0);
    }
  }
  return {{"unique_id", std::move(ids)},      {"model", std::move(models)},
          {"part", std::move(parts)},         {"candidate", std::move(names)},
          {"criterion", std::move(criteria)}, {"log_likelihood", std::move(likelihoods)},
          {"verdict", std::move(verdicts)},   {"chosen", std::move(chosen)}};
}

std::string trace_text(const Panel& panel, const std::vector<AnyDefinition>& definitions,
                       const std::vector<SeriesTrace>& traces) {
  std::string text;
  for (const SeriesTrace& trace : traces) {
    const auto chosen = std::ranges::count_if(trace.candidates, &Candidate::chosen);
    text +=
        fmt::format("{}, {}: {} models looked at, * the chosen one{}\n{}\n", panel.id(trace.series),
                    definitions[trace.model].word(), trace.candidates.size(), chosen > 1 ? "s" : "",
                    table_text(trace.candidates));
  }
  return text;
}
}  // namespace foretell::calls

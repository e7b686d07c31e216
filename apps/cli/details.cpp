#include "apps/cli/details.hpp"

#include <cmath>

namespace foretell::cli {
namespace {
nlohmann::ordered_json detail(std::string_view id, const std::string& word, const Cell& cell) {
  const ModelDescription description = cell.fitted->describe();
  const InformationCriteria criteria = cell.fitted->criteria();
  nlohmann::ordered_json numbers = nlohmann::ordered_json::object();
  for (const auto& [name, value] : description.numbers) numbers[name] = value;
  return {{"unique_id", id},
          {"model", word},
          {"name", description.name},
          {"numbers", std::move(numbers)},
          {"log_likelihood", criteria.log_likelihood},
          {"aic", criteria.aic()},
          {"aicc", criteria.aicc()},
          {"bic", criteria.bic()},
          {"remark", description.remark},
          {"fallback", cell.fallback}};
}
}  // namespace

nlohmann::ordered_json details_json(const Panel& panel, std::span<const AnyDefinition> definitions,
                                    std::span<const ForecastBlock> blocks) {
  auto rows = nlohmann::ordered_json::array();
  for (const ForecastBlock& block : blocks) {
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
      if (!block.cells[c].fitted) continue;
      rows.push_back(detail(panel.id(block.first + c / definitions.size()),
                            definitions[c % definitions.size()].word(), block.cells[c]));
    }
  }
  return rows;
}

nlohmann::ordered_json trace_json(const Panel& panel, std::span<const AnyDefinition> definitions,
                                  std::span<const calls::SeriesTrace> traces) {
  auto rows = nlohmann::ordered_json::array();
  for (const calls::SeriesTrace& trace : traces) {
    auto candidates = nlohmann::ordered_json::array();
    for (const Candidate& one : trace.candidates) {
      nlohmann::ordered_json criterion = nullptr;
      if (std::isfinite(one.criterion)) criterion = one.criterion;
      candidates.push_back({{"name", one.name},
                            {"criterion", std::move(criterion)},
                            {"log_likelihood", one.log_likelihood},
                            {"verdict", one.verdict},
                            {"chosen", one.chosen},
                            {"part", one.part}});
    }
    rows.push_back({{"unique_id", panel.id(trace.series)},
                    {"model", definitions[trace.model].word()},
                    {"candidates", std::move(candidates)}});
  }
  return rows;
}
}  // namespace foretell::cli

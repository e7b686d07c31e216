#include "apps/calls/analysis_table.hpp"

#include <fmt/format.h>

#include "foretell/base/parallel.hpp"

namespace foretell::calls {
namespace {
std::string failed_text(const SeriesAnalysis& analysis) {
  std::string text;
  for (const FailedPart& part : analysis.failed) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", part.part, part.reason.message);
  }
  return text;
}
}  // namespace

std::string demand_text(const SeriesAnalysis& analysis) {
  return std::string(analysis.demand ? name_of(analysis.demand->demand) : "");
}

std::vector<Column> analysis_table(const Panel& panel, std::span<const Analyzed> block) {
  IdColumn ids{&panel, {}};
  std::vector<std::vector<double>> numbers(kNumFeatures);
  std::vector<std::string> demand;
  std::vector<std::string> headline;
  std::vector<std::string> failed;
  for (const Analyzed& one : block) {
    ids.series.push_back(static_cast<std::uint32_t>(one.series));
    for (std::size_t f = 0; f < kNumFeatures; ++f) {
      numbers[f].push_back(one.analysis.features[static_cast<Feature>(f)]);
    }
    demand.emplace_back(demand_text(one.analysis));
    headline.push_back(one.advice.headline);
    failed.push_back(failed_text(one.analysis));
  }
  std::vector<Column> table{{"unique_id", std::move(ids)}};
  for (std::size_t f = 0; f < kNumFeatures; ++f) {
    table.push_back({std::string(name_of(static_cast<Feature>(f))), std::move(numbers[f])});
  }
  table.push_back({"demand", std::move(demand)});
  table.push_back({"finding", std::move(headline)});
  table.push_back({"not_computed", std::move(failed)});
  return table;
}

std::vector<Analyzed> analyze_block(const Panel& panel, const TimeFormat& format, std::size_t first,
                                    std::size_t count) {
  std::vector<Analyzed> block(count);
  parallel_for(count, 1, [&](std::size_t i) {
    const Series series = panel.series(first + i);
    const auto name_of_step = [&](std::size_t step) {
      return format.text(series.start + static_cast<std::int64_t>(step));
    };
    block[i].series = first + i;
    block[i].analysis = analyze(series);
    block[i].advice = advise(block[i].analysis, series, name_of_step);
  });
  return block;
}
}  // namespace foretell::calls

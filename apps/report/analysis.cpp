#include "apps/report/analysis.hpp"

#include "apps/report/page.hpp"

namespace foretell::report {
Result<std::string> render_analysis(const AnalysisData& data) {
  auto json = analysis_json(data);
  if (!json) return json;
  return filled(analysis_page(), *json);
}
}  // namespace foretell::report

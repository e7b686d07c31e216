#include "apps/report/report.hpp"

#include <string_view>

#include "apps/report/page.hpp"

namespace foretell::report {
Result<std::string> render_report(const ReportData& report) {
  auto json = report_json(report);
  if (!json) return json;
  const std::string_view page = page_template();
  const std::size_t at = page.find(kDataMarker);
  std::string html;
  html.reserve(page.size() + json->size());
  html.append(page.substr(0, at)).append(*json).append(page.substr(at + kDataMarker.size()));
  return html;
}
}  // namespace foretell::report

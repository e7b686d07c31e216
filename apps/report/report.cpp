#include "apps/report/report.hpp"

#include "apps/report/page.hpp"

namespace foretell::report {
Result<std::string> render_report(const ReportData& report) {
  auto json = report_json(report);
  if (!json) return json;
  return filled(report_page(), *json);
}
}  // namespace foretell::report

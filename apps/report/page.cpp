#include "apps/report/page.hpp"

#include <fmt/chrono.h>

#include <ctime>

namespace foretell::report {
std::string created_now() {
  return fmt::format("{:%Y-%m-%d %H:%M}", fmt::localtime(std::time(nullptr)));
}

std::string filled(std::string_view page, std::string_view json) {
  const std::size_t at = page.find(kDataMarker);
  std::string html;
  html.reserve(page.size() + json.size());
  html.append(page.substr(0, at)).append(json).append(page.substr(at + kDataMarker.size()));
  return html;
}
}  // namespace foretell::report

#pragma once
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace foretell::golden {
/// The values of one file under tests/, e.g. "models/baseline/golden/Nile.json".
inline nlohmann::json read(const std::string& path) {
  std::ifstream file(std::string(FORETELL_SOURCE_DIR) + "/tests/" + path);
  return nlohmann::json::parse(file);
}

/// An array of numbers; null is NaN.
inline std::vector<double> numbers(const nlohmann::json& array) {
  std::vector<double> result;
  for (const auto& value : array) {
    result.push_back(value.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                     : value.get<double>());
  }
  return result;
}
}  // namespace foretell::golden

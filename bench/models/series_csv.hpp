#pragma once
#include <cstdlib>
#include <istream>
#include <limits>
#include <string>
#include <vector>

namespace foretell::bench {
/// One series of a long table.
struct Row {
  std::string id;
  std::vector<double> y;
  long last = 0;  ///< its last ds, where that is a whole number
};

/// The series of a long table (unique_id,ds,y; plain CSV, grouped by id); an empty or NaN y is
/// missing.
inline std::vector<Row> read_rows(std::istream& in) {
  std::vector<Row> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto a = line.find(','), b = line.find(',', a + 1);
    auto id = line.substr(0, a);
    if (rows.empty() || rows.back().id != id) rows.push_back({std::move(id), {}});
    rows.back().last = std::atol(line.c_str() + a + 1);
    const bool missing = b + 1 >= line.size() || line[b + 1] == 'N';
    rows.back().y.push_back(missing ? std::numeric_limits<double>::quiet_NaN()
                                    : std::strtod(line.c_str() + b + 1, nullptr));
  }
  return rows;
}
}  // namespace foretell::bench

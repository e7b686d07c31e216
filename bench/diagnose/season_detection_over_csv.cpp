// Detects the seasons of every series of a CSV on standard input: id,value rows grouped by series.
// usage: season_detection_over_csv [USUAL,PERIODS] < values.csv
// Prints "id,period:certainty:p:strength ..." and, on standard error, the time per series.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "foretell/diagnose/season_detection.hpp"

namespace {
std::vector<std::size_t> periods_of(const std::string& text) {
  std::vector<std::size_t> periods;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    periods.push_back(std::stoul(text.substr(start, comma - start)));
    start = comma + 1;
  }
  return periods;
}

struct Total {
  double seconds = 0;
  std::size_t series = 0;
};

void report(const std::string& id, const std::vector<double>& y,
            const std::vector<std::size_t>& usual, Total& total) {
  const auto start = std::chrono::steady_clock::now();
  const auto found = foretell::detect_seasons(y, {.usual = usual});
  total.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  total.series += 1;
  std::printf("%s,", id.c_str());
  for (const auto& s : found ? found->seasons : std::vector<foretell::SeasonFinding>{}) {
    std::printf("%zu:%s:%.3g:%.3f ", s.period, std::string(name_of(s.certainty)).c_str(), s.p_value,
                s.strength);
  }
  std::printf("\n");
}
}  // namespace

int main(int argc, char** argv) {
  const auto usual = periods_of(argc > 1 ? argv[1] : "");
  std::string line, id;
  std::vector<double> y;
  Total total;
  while (std::getline(std::cin, line)) {
    const std::size_t comma = line.rfind(',');
    const std::string name = line.substr(0, comma), value = line.substr(comma + 1);
    if (name != id && !y.empty()) report(id, y, usual, total), y.clear();
    id = name;
    y.push_back(value.empty() ? std::nan("") : std::stod(value));
  }
  if (!y.empty()) report(id, y, usual, total);
  std::fprintf(stderr, "%zu series, %.3f ms each\n", total.series,
               1e3 * total.seconds / static_cast<double>(total.series));
}

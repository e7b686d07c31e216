#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>

#include "foretell/ingest/read_panel.hpp"

// read_speed PATH: reads a long table into a panel and prints what it took, as JSON. The comparison
// with Arrow's own readers is bench/peers/ingest_against_arrow.py.
int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: read_speed PATH\n", stderr);
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto file = foretell::read_panel(argv[1], {});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  if (!file) {
    std::fprintf(stderr, "%s\n", file.error().text().c_str());
    return 1;
  }
  double sum = 0;
  for (std::size_t i = 0; i < file->panel.size(); ++i) {
    for (const double value : file->panel.series(i).values) sum += std::isnan(value) ? 0 : value;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("{\"seconds\": %.6f, \"rows\": %zu, \"sum\": %.17g, \"peak\": %ld}\n", took.count(),
              file->num_rows, sum, usage.ru_maxrss * 1024);
  return 0;
}

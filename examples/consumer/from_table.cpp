// Reads a table of series and prints the next value of each.
#include <cstdio>

#include "foretell/ingest/read_panel.hpp"
#include "foretell/select/catalog.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto file = foretell::read_panel(argv[1], {});
  const auto models = foretell::define_all("auto");
  if (!file || !models) {
    std::fprintf(stderr, "%s\n", (file ? models.error() : file.error()).text().c_str());
    return 1;
  }
  for (std::size_t i = 0; i < file->panel.size(); ++i) {
    const auto fitted = models->front().fit(file->panel.series(i));
    if (!fitted) continue;
    const std::string id(file->panel.id(i));
    std::printf("%s: %.2f\n", id.c_str(), fitted->forecast(1).mean()[0]);
  }
  return 0;
}

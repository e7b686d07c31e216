#include <gtest/gtest.h>

#include "fuzz/targets.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
void replay(const char* target, void (*run)(std::string_view)) {
  const auto folder = std::filesystem::path(FORETELL_SOURCE_DIR) / "fuzz" / "corpus" / target;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path());
    run(bytes_of(entry.path()));
    ++count;
  }
  EXPECT_GT(count, 0U);
}

TEST(Corpus, CsvRunsClean) {
  replay("csv", fuzz_csv);
}
TEST(Corpus, JsonLinesRunClean) {
  replay("jsonl", fuzz_json_lines);
}
TEST(Corpus, TimeStampsRunClean) {
  replay("timestamp", fuzz_timestamp);
}
TEST(Corpus, MidiRunsClean) {
  replay("midi", fuzz_midi);
}
TEST(Corpus, AbcRunsClean) {
  replay("abc", fuzz_abc);
}
TEST(Corpus, MusicJsonRunsClean) {
  replay("music_json", fuzz_music_json);
}
}  // namespace
}  // namespace foretell

#include <gtest/gtest.h>

#include "fuzz/sequence_model_target.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
TEST(Corpus, SequenceModelsRunClean) {
  const auto folder = std::filesystem::path(FORETELL_SOURCE_DIR) / "fuzz/corpus/sequence_model";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path());
    fuzz_sequence_model(bytes_of(entry.path()));
    ++count;
  }
  EXPECT_GT(count, 0U);
}
}  // namespace
}  // namespace foretell

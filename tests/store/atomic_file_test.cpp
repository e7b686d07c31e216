#include "foretell/store/atomic_file.hpp"

#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
TEST(AtomicFile, AppearsOnlyWhenCommitted) {
  const TempFolder folder;
  {
    auto file = AtomicFile::open(folder.path("a.json"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("half"));
    EXPECT_FALSE(std::filesystem::exists(folder.path("a.json")));
    ASSERT_TRUE(file->write(" whole"));
    ASSERT_TRUE(file->commit());
  }
  EXPECT_EQ(bytes_of(folder.path("a.json")), "half whole");
  EXPECT_EQ(folder.num_files(), 1U);
}

TEST(AtomicFile, LeavesNothingWithoutCommitAndKeepsTheOldFile) {
  const TempFolder folder;
  folder.file("a.json", "old");
  {
    auto file = AtomicFile::open(folder.path("a.json"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("new"));
    EXPECT_EQ(folder.num_files(), 2U);
  }
  EXPECT_EQ(bytes_of(folder.path("a.json")), "old");
  EXPECT_EQ(folder.num_files(), 1U);
}

TEST(AtomicFile, ASignalHandlerRemovesWhatIsUnfinished) {
  const TempFolder folder;
  auto first = AtomicFile::open(folder.path("a"));
  auto second = AtomicFile::open(folder.path("b"));
  ASSERT_TRUE(first && second);
  AtomicFile moved = std::move(*first);
  remove_unfinished_files();
  EXPECT_EQ(folder.num_files(), 0U);
}

TEST(AtomicFile, SaysWhyItCannotWrite) {
  const TempFolder folder;
  const auto missing = AtomicFile::open(folder.path("no/a.csv"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kIo);
  EXPECT_EQ(missing.error().text(),
            folder.path("no/a.csv") + ": the folder " + folder.path("no") + " does not exist");
  EXPECT_EQ(AtomicFile::open(folder.path("")).error().message, "is a folder, not a file");
}

TEST(AtomicFile, SaysBeforehandWhetherItCouldWrite) {
  const TempFolder folder;
  EXPECT_TRUE(check_writable(folder.path("a.json")));
  EXPECT_EQ(folder.num_files(), 0U);
  folder.file("a.json", "old");
  EXPECT_TRUE(check_writable(folder.path("a.json")));
  EXPECT_EQ(bytes_of(folder.path("a.json")), "old");
  EXPECT_FALSE(check_writable(folder.path("nowhere/a.json")));
}

TEST(AtomicFile, ReportsAFullDisk) {
  auto file = AtomicFile::open("/dev/full");
  ASSERT_TRUE(file);
  const auto written = file->write("x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().text(), "/dev/full: cannot write: No space left on device");
}

TEST(AtomicFile, KeepsALinkAndReplacesItsTarget) {
  const TempFolder folder;
  folder.file("target", "old");
  std::filesystem::create_symlink(folder.path("target"), folder.path("link"));
  ASSERT_TRUE(write_file(folder.path("link"), "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder.path("link")));
  EXPECT_EQ(bytes_of(folder.path("target")), "new");
}
}  // namespace
}  // namespace foretell

#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "foretell/base/result.hpp"

namespace foretell {
/// A file that appears whole or not at all: bytes go to a temporary file in the same folder, which
/// `commit` renames. Without commit, also when an error or a signal ends the program, nothing stays
/// behind. "-" is standard output; a device such as /dev/null is written directly.
///   Errors  kIo (folder missing, no permission, disk full)
class AtomicFile {
 public:
  [[nodiscard]] static Result<AtomicFile> open(const std::string& path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  [[nodiscard]] Result<void> write(std::string_view bytes);
  [[nodiscard]] Result<void> commit();

 private:
  AtomicFile() = default;
  void discard();

  std::string path_;
  std::string temporary_;  // empty: written directly
  int descriptor_ = -1;
  int slot_ = -1;  // in the list of unfinished files
};

/// Whether a file could be written there now, asked before long work; leaves nothing behind.
///   Errors  kIo (folder missing, no permission)
[[nodiscard]] Result<void> check_writable(const std::string& path);

/// Writes a whole file at once, atomically.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

/// All bytes of a file.
///   Errors  kIo (missing, no permission, a folder)
[[nodiscard]] Result<std::string> read_bytes(const std::string& path);

/// Deletes the temporary files of every AtomicFile that is open in this process. Safe to call from
/// a signal handler; the process is expected to end right after.
void remove_unfinished_files() noexcept;
}  // namespace foretell

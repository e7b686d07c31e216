#include "foretell/store/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace foretell {
namespace {
constexpr std::size_t kMaxFiles = 32;
constexpr std::size_t kMaxPath = 4096;

// Names of temporary files where a signal handler can read them: no memory is allocated.
struct Unfinished {
  std::atomic<int> state = 0;  // 0 free, 1 being filled, 2 a name
  std::array<char, kMaxPath> path{};
};
std::array<Unfinished, kMaxFiles>& unfinished() {
  static std::array<Unfinished, kMaxFiles> files;
  return files;
}
// Forces the array into being before any handler may ask for it.
[[maybe_unused]] const auto* const kFirstUse = &unfinished();

int remember(const std::string& path) {
  if (path.size() + 1 > kMaxPath) return -1;
  for (std::size_t i = 0; i < kMaxFiles; ++i) {
    int free = 0;
    if (!unfinished()[i].state.compare_exchange_strong(free, 1)) continue;
    std::memcpy(unfinished()[i].path.data(), path.c_str(), path.size() + 1);
    unfinished()[i].state = 2;
    return static_cast<int>(i);
  }
  return -1;  // more files than the list holds: only a signal would leave this one behind
}

void forget(int slot) {
  if (slot >= 0) unfinished()[static_cast<std::size_t>(slot)].state = 0;
}

tl::unexpected<Error> system_error(const std::string& what, const std::string& path) {
  return fail(ErrorCode::kIo, what + ": " + std::strerror(errno), path);
}

bool is_direct(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

std::string temporary_name(const std::string& path) {
  static std::atomic<unsigned> count = 0;
  return path + ".part-" + std::to_string(getpid()) + "-" + std::to_string(count++);
}
}  // namespace

Result<AtomicFile> AtomicFile::open(const std::string& path) {
  AtomicFile file;
  file.path_ = path;
  if (path == "-") {
    file.path_ = "standard output";
    file.descriptor_ = dup(STDOUT_FILENO);
    if (file.descriptor_ < 0) return system_error("cannot write", file.path_);
    return file;
  }
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored)) {
    return fail(ErrorCode::kIo, "the folder " + folder.string() + " does not exist", path);
  }
  if (std::filesystem::is_directory(path, ignored)) {
    return fail(ErrorCode::kIo, "is a folder, not a file", path);
  }
  const bool direct = is_direct(path);
  if (std::filesystem::is_symlink(path, ignored) && !direct) {  // keep the link, replace its target
    file.path_ = std::filesystem::weakly_canonical(path, ignored).string();
  }
  if (!direct) file.temporary_ = temporary_name(file.path_);
  const char* const name = direct ? path.c_str() : file.temporary_.c_str();
  file.slot_ = direct ? -1 : remember(file.temporary_);
  file.descriptor_ = ::open(name, O_WRONLY | O_CLOEXEC | (direct ? 0 : O_CREAT | O_EXCL), 0666);
  if (file.descriptor_ < 0) {
    file.temporary_.clear();
    return system_error("cannot write", path);
  }
  return file;
}

Result<void> AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_error("cannot write", path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> AtomicFile::commit() {
  const int closed = close(std::exchange(descriptor_, -1));
  if (closed != 0) return system_error("cannot write", path_);
  if (!temporary_.empty() && std::rename(temporary_.c_str(), path_.c_str()) != 0) {
    return system_error("cannot write", path_);
  }
  temporary_.clear();
  forget(std::exchange(slot_, -1));
  return {};
}

void AtomicFile::discard() {
  if (descriptor_ >= 0) close(std::exchange(descriptor_, -1));
  if (!temporary_.empty()) unlink(temporary_.c_str());
  temporary_.clear();
  forget(std::exchange(slot_, -1));
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      slot_(std::exchange(other.slot_, -1)) {
}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  path_ = std::move(other.path_);
  temporary_ = std::exchange(other.temporary_, {});
  descriptor_ = std::exchange(other.descriptor_, -1);
  slot_ = std::exchange(other.slot_, -1);
  return *this;
}

AtomicFile::~AtomicFile() {
  discard();
}

Result<void> check_writable(const std::string& path) {
  const auto file = AtomicFile::open(path);
  if (!file) return fail(file.error());
  return {};
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  auto file = AtomicFile::open(path);
  if (!file) return fail(file.error());
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

Result<std::string> read_bytes(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return fail(ErrorCode::kIo, "is a folder, not a file", path);
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_error("cannot read", path);
  std::string bytes;
  std::array<char, 1 << 16> block{};
  for (;;) {
    const ssize_t count = ::read(descriptor, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      auto outcome = count < 0 ? Result<std::string>(system_error("cannot read", path))
                               : Result<std::string>(std::move(bytes));
      close(descriptor);
      return outcome;
    }
    bytes.append(block.data(), static_cast<std::size_t>(count));
  }
}

void remove_unfinished_files() noexcept {
  for (Unfinished& file : unfinished()) {
    if (file.state == 2) unlink(file.path.data());
  }
}
}  // namespace foretell

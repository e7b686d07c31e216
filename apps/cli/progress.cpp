#include "apps/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace foretell::cli {
Progress::Progress(std::string what, std::size_t total, bool quiet)
    : what_(std::move(what)), total_(total), active_(!quiet && isatty(STDERR_FILENO) == 1) {
}

Progress::~Progress() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
}

void Progress::show(std::size_t done) {
  show(done, total_);
}

void Progress::show(std::size_t done, std::size_t total) {
  const auto now = Clock::now();
  if (!active_ || total == 0 || now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  drawn_ = true;
  constexpr std::size_t kWidth = 30;
  const std::size_t filled = std::min(kWidth, kWidth * done / total);
  const double spent = std::chrono::duration<double>(now - start_).count();
  const double left = done == 0 ? 0
                                : spent * static_cast<double>(total - std::min(done, total)) /
                                      static_cast<double>(done);
  fmt::print(stderr, "\r\033[K{} [{:=<{}}{: <{}}] {:3d} %  {:.0f} s left", what_, "", filled, "",
             kWidth - filled, 100 * std::min(done, total) / total, left);
  std::fflush(stderr);
}
}  // namespace foretell::cli

#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace foretell::cli {
/// A bar on standard error, redrawn at most ten times a second and wiped at the end. Shows nothing
/// unless standard error is a terminal.
class Progress {
 public:
  Progress(std::string what, std::size_t total, bool quiet);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  void show(std::size_t done);
  void show(std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;
  std::string what_;
  std::size_t total_;
  bool active_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_ + std::chrono::milliseconds(300);
};
}  // namespace foretell::cli

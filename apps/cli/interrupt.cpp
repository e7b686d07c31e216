#include "apps/cli/interrupt.hpp"

#include <unistd.h>

#include <csignal>
#include <string_view>

#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
// Async-signal-safe: system calls only.
extern "C" void stop(int signal_number) {
  foretell::remove_unfinished_files();
  constexpr std::string_view kMessage = "foretell: interrupted; no output was left half-written\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  _exit(128 + signal_number);
}
}  // namespace

void clean_up_when_interrupted() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) std::signal(number, stop);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}
}  // namespace foretell::cli

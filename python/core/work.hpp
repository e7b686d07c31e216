#pragma once
#include <atomic>
#include <cstddef>
#include <functional>

#include "python/core/bindings.hpp"

namespace foretell::python {
/// How far work has come, told by the thread that works to the one that waits.
struct Advance {
  std::atomic<std::size_t> done = 0;
  std::atomic<std::size_t> total = 0;
};

/// How the engine works for one call.
struct RunOptions {
  std::size_t threads = 0;  ///< 0: all cores
  nb::object progress;      ///< None, or called with (done, total) several times a second
};

/// Does the work without the interpreter's lock, on a thread of its own, while this thread looks
/// for signals: Ctrl-C asks the work to stop, waits for it and leaves as KeyboardInterrupt. What
/// the work throws is thrown here.
void do_work(const RunOptions& options, const std::function<void(Advance&)>& work);
}  // namespace foretell::python

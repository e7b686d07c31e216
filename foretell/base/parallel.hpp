#pragma once
#include <cstddef>
#include <functional>
#include <memory>

namespace foretell {
/// Number of threads that parallel loops of this process use; at least 1.
[[nodiscard]] std::size_t num_threads();

/// Whether the calling thread may have others help it: more than one is allowed, it is not itself
/// one of a parallel loop, and the process was not forked.
[[nodiscard]] bool may_start_threads();

/// Limits parallel loops of this process to `count` threads (0: all cores). Not thread-safe: for
/// the edge.
void set_num_threads(std::size_t count);

/// Limits parallel loops to `count` threads (0: no limit) while it lives. Where several live at
/// once, in whatever threads, the smallest counts.
class ThreadLimit {
 public:
  explicit ThreadLimit(std::size_t count);
  ThreadLimit(const ThreadLimit&) = delete;
  ThreadLimit& operator=(const ThreadLimit&) = delete;
  ~ThreadLimit();

 private:
  struct Control;
  std::unique_ptr<Control> control_;
};

/// Calls body(i) once for each i in [0, count), on several threads, in no fixed order. Indices are
/// handed out in blocks of `grain`; idle threads steal. The body must not throw. Once the work was
/// asked to stop (foretell/base/stop.hpp), indices that have not begun are left out. A process that
/// was forked from one with running threads has none of them, and starts its own for each loop.
void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t)>& body);

/// The three stages of OrderedPipeline; each gets the slot, below `slots`, whose memory it may use.
struct PipelineStages {
  std::function<bool(std::size_t)> read;  ///< one at a time, in order; false: nothing more
  std::function<void(std::size_t)> work;  ///< on several threads at once
  std::function<void(std::size_t)> take;  ///< one at a time, in the order of read
};

/// Reads, works on and takes items, at most `slots` at once, so that memory stays bounded and the
/// result does not depend on the threads. The stages must not throw.
void ordered_pipeline(std::size_t slots, const PipelineStages& stages);
}  // namespace foretell

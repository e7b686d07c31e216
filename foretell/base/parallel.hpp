#pragma once
#include <cstddef>
#include <functional>

namespace foretell {
/// Number of threads that parallel loops of this process use; at least 1.
[[nodiscard]] std::size_t num_threads();

/// Limits parallel loops of this process to `count` threads (0: all cores). Not thread-safe: for
/// the edge.
void set_num_threads(std::size_t count);

/// Calls body(i) once for each i in [0, count), on several threads, in no fixed order. Indices are
/// handed out in blocks of `grain`; idle threads steal. The body must not throw.
void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t)>& body);
}  // namespace foretell

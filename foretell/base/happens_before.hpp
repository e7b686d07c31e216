#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace foretell {
/// Tells the thread sanitizer what it cannot see: that oneTBB, a library built without it, orders
/// what was written before a point of one thread before what follows a point of another. Costs
/// nothing elsewhere.
class HappensBefore {
 public:
  /// Everything before it, in this thread …
  void release() {
#if defined(__SANITIZE_THREAD__)
    __tsan_release(this);
#endif
  }
  /// … comes before everything after it, in this one.
  void acquire() {
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(this);
#endif
  }
};
}  // namespace foretell

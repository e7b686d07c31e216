#pragma once
#include <atomic>

namespace foretell {
/// A request to stop work that has begun, from another thread or a signal. Loops that see it leave
/// early; what they then return is incomplete, and whoever asked throws it away.
class StopSource {
 public:
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool requested() const noexcept {
    return requested_.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<bool> requested_ = false;
};

/// While it lives, the work of this thread, and that of the parallel loops it starts, listens to
/// one source. Scopes nest; a null source listens to nobody.
class StopScope {
 public:
  explicit StopScope(const StopSource* source) noexcept;
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;
  ~StopScope();

 private:
  const StopSource* before_;
};

/// The source that this thread listens to; null outside scopes.
[[nodiscard]] const StopSource* current_stop() noexcept;
/// Whether the work of this thread was asked to stop. Costs one load.
[[nodiscard]] bool stop_requested() noexcept;
}  // namespace foretell

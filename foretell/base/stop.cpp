#include "foretell/base/stop.hpp"

namespace foretell {
namespace {
thread_local const StopSource* current = nullptr;
}  // namespace

StopScope::StopScope(const StopSource* source) noexcept : before_(current) {
  current = source;
}

StopScope::~StopScope() {
  current = before_;
}

const StopSource* current_stop() noexcept {
  return current;
}

bool stop_requested() noexcept {
  return current != nullptr && current->requested();
}
}  // namespace foretell

#include "foretell/base/thread_pair.hpp"

#include <oneapi/tbb/task_arena.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

#include "foretell/base/happens_before.hpp"
#include "foretell/base/parallel.hpp"

namespace foretell {
namespace {
constexpr std::size_t kLine = 64;  // bytes of a cache line
constexpr int kPatience = 4096;    // looks before the core is offered to others

thread_local ThreadPair* pair_of_this_thread = nullptr;

void rest() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

// Looks until `is_so`, politely.
template <class Condition>
void wait_until(const Condition& is_so) {
  for (int looks = 0; !is_so(); ++looks) {
    if (looks < kPatience) {
      rest();
    } else {
      std::this_thread::yield();
    }
  }
}
}  // namespace

// Shared with the second thread, which may come when the pair is long gone.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): what each writes has a line of its own
struct ThreadPair::Shared {
  enum class Second : std::uint8_t { kAwaited, kHere, kNotNeeded };

  alignas(kLine) std::atomic<std::uint64_t> asked{0};  // pieces of work handed out
  std::atomic<bool> dismissed{false};
  Work work;
  alignas(kLine) std::atomic<std::uint64_t> done{0};
  std::atomic<Second> second{Second::kAwaited};
  std::atomic<bool> has_left{false};
  struct alignas(kLine) Announced {
    std::atomic<std::uint64_t> count{0};
  };
  std::array<Announced, 2> announced;  // by each half, written by it alone
  HappensBefore call;

  // All that the second thread does.
  void serve() {
    call.acquire();
    auto awaited = Second::kAwaited;
    if (!second.compare_exchange_strong(awaited, Second::kHere)) return;
    for (std::uint64_t served = 0;;) {
      wait_until([&] {
        return asked.load(std::memory_order_acquire) != served ||
               dismissed.load(std::memory_order_acquire);
      });
      if (asked.load(std::memory_order_acquire) == served) break;
      work.call(work.what, 1);
      done.store(++served, std::memory_order_release);
    }
    has_left.store(true, std::memory_order_release);
  }

  // Returns when the second thread has left, or will never come.
  void dismiss() {
    auto awaited = Second::kAwaited;
    if (second.compare_exchange_strong(awaited, Second::kNotNeeded)) return;
    dismissed.store(true, std::memory_order_release);
    wait_until([&] { return has_left.load(std::memory_order_acquire); });
  }
};

ThreadPair::ThreadPair(bool wanted) {
  if (!wanted || pair_of_this_thread != nullptr || !may_start_threads()) return;
  // Of its own, so that no loop of the first thread waits by serving itself.
  static oneapi::tbb::task_arena seconds(1, 0);
  shared_ = std::make_shared<Shared>();
  shared_->call.release();
  seconds.enqueue([shared = shared_] { shared->serve(); });
  pair_of_this_thread = this;
}

ThreadPair::~ThreadPair() {
  if (shared_ == nullptr) return;
  pair_of_this_thread = nullptr;
  shared_->dismiss();
}

ThreadPair* ThreadPair::of_this_thread() {
  return pair_of_this_thread;
}

bool ThreadPair::is_complete() const {
  return shared_ != nullptr &&
         shared_->second.load(std::memory_order_acquire) == Shared::Second::kHere;
}

void ThreadPair::announce(std::size_t half) {
  auto& mine = shared_->announced[half].count;
  mine.store(mine.load(std::memory_order_relaxed) + 1, std::memory_order_release);
}

void ThreadPair::await_other(std::size_t half) {
  const std::uint64_t mine = shared_->announced[half].count.load(std::memory_order_relaxed);
  const auto& others = shared_->announced[1 - half].count;
  wait_until([&] { return others.load(std::memory_order_acquire) >= mine; });
}

void ThreadPair::run(Work work) {
  if (!is_complete()) {
    work.call(work.what, 0);
    work.call(work.what, 1);
    return;
  }
  shared_->work = work;
  const std::uint64_t turn = shared_->asked.load(std::memory_order_relaxed) + 1;
  shared_->asked.store(turn, std::memory_order_release);
  pair_of_this_thread = nullptr;  // half a piece of work has no halves
  work.call(work.what, 0);
  pair_of_this_thread = this;
  wait_until([&] { return shared_->done.load(std::memory_order_acquire) == turn; });
}
}  // namespace foretell

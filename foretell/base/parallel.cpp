#include "foretell/base/parallel.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "foretell/base/happens_before.hpp"
#include "foretell/base/stop.hpp"

namespace foretell {
namespace {
using Limit = oneapi::tbb::global_control;

std::unique_ptr<Limit>& limit() {
  static std::unique_ptr<Limit> control;
  return control;
}

// oneTBB's threads do not survive a fork, and the child would wait for them.
std::atomic<bool> forked = false;
[[maybe_unused]] const int kWatchForks =
    pthread_atfork(nullptr, nullptr, [] { forked.store(true, std::memory_order_relaxed); });

// Whether the calling thread is inside a loop that several threads share.
thread_local bool inside_loop = false;

class LoopScope {
 public:
  LoopScope() : before_(std::exchange(inside_loop, true)) {}
  LoopScope(const LoopScope&) = delete;
  LoopScope& operator=(const LoopScope&) = delete;
  ~LoopScope() { inside_loop = before_; }

 private:
  bool before_;
};

// The loop of a forked process: threads of its own, blocks from a common counter.
void forked_for(std::size_t count, std::size_t grain,
                const std::function<void(std::size_t)>& body) {
  const StopSource* stop = current_stop();
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    const StopScope scope(stop);
    while (!stop_requested()) {
      const std::size_t begin = next.fetch_add(grain);
      if (begin >= count) return;
      for (std::size_t i = begin; i < std::min(count, begin + grain); ++i) body(i);
    }
  };
  std::vector<std::jthread> threads;
  const std::size_t helpers = std::min(num_threads(), (count + grain - 1) / grain) - 1;
  for (std::size_t t = 0; t < helpers; ++t) threads.emplace_back(work);
  work();
}
}  // namespace

struct ThreadLimit::Control {
  Limit limit;
};

ThreadLimit::ThreadLimit(std::size_t count)
    : control_(count == 0 ? nullptr : new Control{{Limit::max_allowed_parallelism, count}}) {
}
ThreadLimit::~ThreadLimit() = default;

std::size_t num_threads() {
  return std::max<std::size_t>(1, Limit::active_value(Limit::max_allowed_parallelism));
}

bool may_start_threads() {
  return num_threads() > 1 && !inside_loop && !forked;
}

void set_num_threads(std::size_t count) {
  limit().reset();
  if (count > 0) limit() = std::make_unique<Limit>(Limit::max_allowed_parallelism, count);
}

void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t)>& body) {
  grain = std::max<std::size_t>(1, grain);
  if (count <= grain || num_threads() == 1) {
    for (std::size_t i = 0; i < count && !stop_requested(); ++i) body(i);
    return;
  }
  if (forked) return forked_for(count, grain, body);
  const StopSource* stop = current_stop();
  using Range = oneapi::tbb::blocked_range<std::size_t>;
  HappensBefore fork;
  HappensBefore join;
  fork.release();
  oneapi::tbb::parallel_for(
      Range(0, count, grain),
      [&](const Range& range) {
        const StopScope scope(stop);
        const LoopScope inside;
        fork.acquire();
        for (std::size_t i = range.begin(); i != range.end() && !stop_requested(); ++i) body(i);
        join.release();
      },
      oneapi::tbb::simple_partitioner{});
  join.acquire();
}

void ordered_pipeline(std::size_t slots, const PipelineStages& stages) {
  if (slots == 1 || num_threads() == 1 || forked) {
    while (!stop_requested() && stages.read(0)) {
      stages.work(0);
      stages.take(0);
    }
    return;
  }
  // Tokens leave in order, so when item k + slots enters, item k has left: slots never clash.
  using oneapi::tbb::filter_mode;
  using oneapi::tbb::make_filter;
  std::size_t count = 0;
  const StopSource* stop = current_stop();
  HappensBefore reading;
  HappensBefore taking;
  std::vector<HappensBefore> order(slots);
  reading.release();
  const auto read = [&](oneapi::tbb::flow_control& control) {
    reading.acquire();
    const std::size_t slot = count++ % slots;
    order[slot].acquire();
    if ((stop != nullptr && stop->requested()) || !stages.read(slot)) control.stop();
    order[slot].release();
    reading.release();
    return slot;
  };
  const auto work = [&](std::size_t slot) {
    const LoopScope inside;
    order[slot].acquire();
    stages.work(slot);
    order[slot].release();
    return slot;
  };
  const auto take = [&](std::size_t slot) {
    taking.acquire();
    order[slot].acquire();
    stages.take(slot);
    order[slot].release();
    taking.release();
  };
  oneapi::tbb::parallel_pipeline(
      slots, make_filter<void, std::size_t>(filter_mode::serial_in_order, read) &
                 make_filter<std::size_t, std::size_t>(filter_mode::parallel, work) &
                 make_filter<std::size_t, void>(filter_mode::serial_in_order, take));
  taking.acquire();
  reading.acquire();
}
}  // namespace foretell

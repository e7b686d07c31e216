#include "foretell/base/parallel.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "foretell/base/happens_before.hpp"

namespace foretell {
namespace {
using Control = oneapi::tbb::global_control;

std::unique_ptr<Control>& limit() {
  static std::unique_ptr<Control> control;
  return control;
}
}  // namespace

std::size_t num_threads() {
  return std::max<std::size_t>(1, Control::active_value(Control::max_allowed_parallelism));
}

void set_num_threads(std::size_t count) {
  limit().reset();
  if (count > 0) limit() = std::make_unique<Control>(Control::max_allowed_parallelism, count);
}

void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t)>& body) {
  if (count <= grain || num_threads() == 1) {
    for (std::size_t i = 0; i < count; ++i) body(i);
    return;
  }
  using Range = oneapi::tbb::blocked_range<std::size_t>;
  HappensBefore fork;
  HappensBefore join;
  fork.release();
  oneapi::tbb::parallel_for(
      Range(0, count, std::max<std::size_t>(1, grain)),
      [&](const Range& range) {
        fork.acquire();
        for (std::size_t i = range.begin(); i != range.end(); ++i) body(i);
        join.release();
      },
      oneapi::tbb::simple_partitioner{});
  join.acquire();
}

void ordered_pipeline(std::size_t slots, const PipelineStages& stages) {
  if (slots == 1 || num_threads() == 1) {
    while (stages.read(0)) {
      stages.work(0);
      stages.take(0);
    }
    return;
  }
  // Tokens leave in order, so when item k + slots enters, item k has left: slots never clash.
  using oneapi::tbb::filter_mode;
  using oneapi::tbb::make_filter;
  std::size_t count = 0;
  HappensBefore reading;
  HappensBefore taking;
  std::vector<HappensBefore> order(slots);
  reading.release();
  const auto read = [&](oneapi::tbb::flow_control& control) {
    reading.acquire();
    const std::size_t slot = count++ % slots;
    order[slot].acquire();
    if (!stages.read(slot)) control.stop();
    order[slot].release();
    reading.release();
    return slot;
  };
  const auto work = [&](std::size_t slot) {
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

#include "foretell/base/parallel.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <memory>

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
  oneapi::tbb::parallel_for(
      Range(0, count, std::max<std::size_t>(1, grain)),
      [&](const Range& range) {
        for (std::size_t i = range.begin(); i != range.end(); ++i) body(i);
      },
      oneapi::tbb::simple_partitioner{});
}
}  // namespace foretell

// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/models/smoothing/ets_sensitivity.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/models/smoothing/ets_sensitivity_kernel.hpp"
#include "hwy/highway.h"

#if HWY_ONCE
#include <algorithm>
#include <cstdint>

namespace foretell::ets {
HWY_EXPORT(run_sensitivity);

namespace {
constexpr std::size_t kLanes = 8;  // doubles per cache line: the widest vector there is

std::size_t rounded_up(std::size_t count) {
  return (count + kLanes - 1) / kLanes * kLanes;
}
}  // namespace

const SensitivitySums& EtsSensitivity::run(const EtsForm& form, std::span<const double> y,
                                           std::span<const double> x, const SearchWeights& weights,
                                           std::size_t num_columns) {
  const std::size_t stride = rounded_up(num_columns);
  const std::size_t period = std::max<std::size_t>(1, x.size() - kSeason);
  const std::size_t rows = 4 + period + kBlock + stride;
  memory_.resize(rows * stride + rounded_up(period) + kLanes);
  const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
  double* next = memory_.data() + (64 - address % 64) % 64 / sizeof(double);
  const auto take = [&next](std::size_t count) {
    double* taken = next;
    next += count;
    return std::span(taken, count);
  };
  SensitivityWork work;
  work.level = take(stride).data();
  work.trend = take(stride).data();
  sums_ = {.stride = stride,
           .weighted = take(stride),
           .plain = take(stride),
           .products = take(stride * stride)};
  work.block = take(kBlock * stride).data();
  work.season = take(period * stride).data();
  work.season_values = take(period).data();
  std::fill(memory_.begin(), memory_.end(), 0.0);
  work.weights = weights;
  work.num_columns = num_columns;
  work.period = period;
  HWY_DYNAMIC_DISPATCH(run_sensitivity)(form, y, x, work, sums_);
  return sums_;
}
}  // namespace foretell::ets
#endif  // HWY_ONCE

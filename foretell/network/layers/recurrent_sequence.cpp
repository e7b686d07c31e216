// The forward pass over one sequence, whose steps two threads share by units.
#include <type_traits>

#include "foretell/base/thread_pair.hpp"
#include "foretell/network/layers/recurrent_run.hpp"

namespace foretell::network {
template <class Real>
std::optional<UnitCell> RecurrentRun<Real>::unit_cell() const {
  if constexpr (std::is_same_v<Real, float>) {
    const bool mixes = zoneout_h_.probability > 0 || zoneout_c_.probability > 0;
    if (in_.layout->batch() == 1 && mask_.empty() && !mixes) {
      return UnitCell::from(in_.layer->cell, packing_);
    }
  }
  return std::nullopt;
}

template <class Real>
void RecurrentRun<Real>::forward_unit_step(const UnitCell& cell, const Window& w, std::size_t t,
                                           kernels::Units units) const {
  if constexpr (std::is_same_v<Real, float>) {
    const auto& shape = in_.layer->shape;
    const std::size_t width = in_.layer->hidden_size;
    UnitStep step;
    step.h_prev = {w.h.previous_row(t, 0), 1, width};
    step.gates = {w.rows_of(w.saved.gates, t, t + 1).data(), shape.num_gates, width};
    step.extra = w.rows_of(w.saved.extra, t, t + 1);
    step.h = w.h.at(t);
    if (shape.memory) {
      step.c_prev = {w.c.previous_row(t, 0), 1, width};
      step.c = w.c.at(t);
    }
    cell.forward(step, units);
  }
}

// Alone until the second thread has come; then both go through all steps that are left, each with
// its units, and meet after every step.
template <class Real>
void RecurrentRun<Real>::forward_units(const UnitCell& cell, const Window& w, Steps steps) const {
  const std::size_t width = in_.layer->hidden_size, count = steps.last - steps.first;
  const auto take = [&](std::size_t q, kernels::Units units) {
    const std::size_t t = w.walk.reverse ? steps.last - 1 - q : steps.first + q;
    forward_unit_step(cell, w, t, units);
  };
  ThreadPair* const pair = ThreadPair::of_this_thread();
  std::size_t done = 0;
  while (done < count && (pair == nullptr || !pair->is_complete())) take(done++, {0, width});
  if (done == count) return;
  pair->run([&](std::size_t half) {
    for (std::size_t q = done; q < count; ++q) {
      take(q, kernels::half_of_units(width, half));
      pair->meet(half);
    }
  });
}

template std::optional<UnitCell> RecurrentRun<float>::unit_cell() const;
template std::optional<UnitCell> RecurrentRun<double>::unit_cell() const;
template void RecurrentRun<float>::forward_units(const UnitCell&, const Window&, Steps) const;
template void RecurrentRun<double>::forward_units(const UnitCell&, const Window&, Steps) const;
}  // namespace foretell::network

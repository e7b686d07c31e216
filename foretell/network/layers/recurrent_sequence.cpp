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
UnitStep RecurrentRun<Real>::unit_step(const Window& w, std::size_t t,
                                       MatrixView<Real> begun) const {
  UnitStep step;
  if constexpr (std::is_same_v<Real, float>) {
    const auto& shape = in_.layer->shape;
    const std::size_t width = in_.layer->hidden_size;
    step.h_prev = {w.h.previous_row(t, 0), 1, width};
    step.gates = {w.rows_of(w.saved.gates, t, t + 1).data(), shape.num_gates, width};
    step.extra = w.rows_of(w.saved.extra, t, t + 1);
    step.h = w.h.at(t);
    step.begun = begun;
    if (shape.memory) {
      step.c_prev = {w.c.previous_row(t, 0), 1, width};
      step.c = w.c.at(t);
    }
  }
  return step;
}

// Alone until the second thread has come; then both go through all steps that are left, each with
// its units, as soon as what they need of the state is there. The first begins with the half of
// the state that it made itself, and lets the second follow a little behind: so neither waits for
// the way between them.
template <class Real>
void RecurrentRun<Real>::forward_units(const UnitCell& cell, const Window& w, Steps steps,
                                       MatrixView<Real> begun) const {
  const std::size_t width = in_.layer->hidden_size, count = steps.last - steps.first;
  const auto step_at = [&](std::size_t q) {
    return unit_step(w, w.walk.reverse ? steps.last - 1 - q : steps.first + q, begun);
  };
  ThreadPair* const pair = ThreadPair::of_this_thread();
  std::size_t done = 0;
  for (; done < count && (pair == nullptr || !pair->is_complete()); ++done) {
    const UnitStep step = step_at(done);
    cell.add_terms(step, {0, width}, {0, width});
    cell.finish(step, {0, width});
  }
  if (done == count) return;
  pair->run([&](std::size_t half) {
    const kernels::Units units = kernels::half_of_units(width, half);
    const std::size_t own = half == 0 ? units.count : 0;
    for (std::size_t q = done; q < count; ++q) {
      const UnitStep step = step_at(q);
      cell.add_terms(step, {0, own}, units);
      pair->await_other(half);
      cell.add_terms(step, {own, width}, units);
      cell.finish(step, units);
      pair->announce(half);
    }
  });
}

template std::optional<UnitCell> RecurrentRun<float>::unit_cell() const;
template std::optional<UnitCell> RecurrentRun<double>::unit_cell() const;
template void RecurrentRun<float>::forward_units(const UnitCell&, const Window&, Steps,
                                                 MatrixView<float>) const;
template void RecurrentRun<double>::forward_units(const UnitCell&, const Window&, Steps,
                                                  MatrixView<double>) const;
}  // namespace foretell::network

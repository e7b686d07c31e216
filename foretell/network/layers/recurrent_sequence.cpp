// The passes over one sequence, whose steps two threads share by units.
#include <type_traits>

#include "foretell/base/thread_pair.hpp"
#include "foretell/network/layers/recurrent_run.hpp"

namespace foretell::network {
template <class Real>
bool RecurrentRun<Real>::is_plain_sequence() const {
  const bool mixes = zoneout_h_.probability > 0 || zoneout_c_.probability > 0;
  return in_.layout->batch() == 1 && mask_.empty() && !mixes;
}

template <class Real>
std::optional<UnitCell> RecurrentRun<Real>::unit_cell() const {
  if constexpr (std::is_same_v<Real, float>) {
    if (is_plain_sequence()) return UnitCell::from(in_.layer->cell, packing_);
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

template <class Real>
std::optional<UnitCellBackward> RecurrentRun<Real>::unit_cell_backward() const {
  if constexpr (std::is_same_v<Real, float>) {
    if (is_plain_sequence()) return UnitCellBackward::from(in_.layer->cell, packing_);
  }
  return std::nullopt;
}

template <class Real>
UnitGradients RecurrentRun<Real>::unit_gradients(const Window& d, std::size_t t,
                                                 const Scratch& s) const {
  if constexpr (std::is_same_v<Real, float>) {
    return {d.h.at(t), d.c.at(t), {d.c.previous_row(t, 0), 1, in_.layer->hidden_size}, s.dh_prev};
  } else {
    return {};
  }
}

// As forward_units. A step's gradients reach the one before unit by unit, so that only the gates
// change hands.
template <class Real>
void RecurrentRun<Real>::backward_units(const UnitCellBackward& cell, const Window& w,
                                        const Window& d, Steps steps, const Scratch& s) const {
  if constexpr (std::is_same_v<Real, float>) {
    const std::size_t width = in_.layer->hidden_size, count = steps.last - steps.first;
    const auto time_of = [&](std::size_t q) {
      return w.walk.reverse ? steps.first + q : steps.last - 1 - q;
    };
    const auto replace = [&](std::size_t t, kernels::Units units) {
      cell.replace_gates(unit_step(w, t, {}), unit_gradients(d, t, s), units);
    };
    const auto give_back = [&](std::size_t t, kernels::Units units) {
      cell.give_back(w.rows_of(w.saved.gates, t, t + 1), unit_gradients(d, t, s), units);
      float* const target = d.h.previous_row(t, 0);
      for (std::size_t j = units.first; j < units.first + units.count; ++j) {
        target[j] += s.dh_prev(0, j);
      }
    };
    ThreadPair* const pair = ThreadPair::of_this_thread();
    std::size_t done = 0;
    for (; done < count && (pair == nullptr || !pair->is_complete()); ++done) {
      replace(time_of(done), {0, width});
      give_back(time_of(done), {0, width});
    }
    if (done == count) return;
    pair->run([&](std::size_t half) {
      const kernels::Units units = kernels::half_of_units(width, half);
      for (std::size_t q = done; q < count; ++q) {
        replace(time_of(q), units);
        pair->announce(half);
        pair->await_other(half);
        give_back(time_of(q), units);
      }
    });
  }
}

template std::optional<UnitCell> RecurrentRun<float>::unit_cell() const;
template std::optional<UnitCell> RecurrentRun<double>::unit_cell() const;
template void RecurrentRun<float>::forward_units(const UnitCell&, const Window&, Steps,
                                                 MatrixView<float>) const;
template void RecurrentRun<double>::forward_units(const UnitCell&, const Window&, Steps,
                                                  MatrixView<double>) const;
// For backward.
template std::optional<UnitCellBackward> RecurrentRun<float>::unit_cell_backward() const;
template std::optional<UnitCellBackward> RecurrentRun<double>::unit_cell_backward() const;
template void RecurrentRun<float>::backward_units(const UnitCellBackward&, const Window&,
                                                  const Window&, Steps, const Scratch&) const;
template void RecurrentRun<double>::backward_units(const UnitCellBackward&, const Window&,
                                                   const Window&, Steps, const Scratch&) const;
}  // namespace foretell::network

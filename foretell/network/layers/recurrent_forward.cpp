#include "foretell/base/thread_pair.hpp"
#include "foretell/network/layers/recurrent_run.hpp"
#include "foretell/network/layers/zoneout.hpp"
#include "foretell/network/rows.hpp"

namespace foretell::network {
template <class Real>
void RecurrentRun<Real>::forward(Tape<Real>& tape) {
  const ThreadPair pair(worth_a_pair());
  fill_start(tape);
  auto mark = tape.arena().mark();
  saved_ = make_saved(tape, most_rows());
  if (!in_.windowed) mark = tape.arena().mark();
  const auto scratch = make_scratch(tape);
  packing_ = packed(tape, false);
  for (std::size_t k = 0; k < num_windows(); ++k) run_window(tape, window(tape, k), scratch);
  tape.arena().release(mark);
  if (in_.last.h.valid()) copy<Real>(carry_h(num_windows()), tape.value(in_.last.h));
  if (in_.last.c.valid()) copy<Real>(carry_c(num_windows()), tape.value(in_.last.c));
}

template <class Real>
void RecurrentRun<Real>::run_window(Tape<Real>& tape, const Window& w,
                                    const Scratch& scratch) const {
  const Steps all{w.walk.first, w.walk.last};
  const auto by_units = unit_cell();
  for (std::size_t k = 0; k < num_parts(all); ++k) {
    const Steps steps = part(all, k);
    input_products(tape, w, steps);
    if (by_units) {
      forward_units(*by_units, w, steps, scratch.begun);
      continue;
    }
    for (std::size_t q = 0; q < steps.last - steps.first; ++q) {
      forward_step(tape, w, w.walk.reverse ? steps.last - 1 - q : steps.first + q, scratch);
    }
  }
  w.h.leave(carry_h(w.index + 1));
  if (in_.layer->shape.memory) w.c.leave(carry_c(w.index + 1));
}

template <class Real>
void RecurrentRun<Real>::input_products(Tape<Real>& tape, const Window& w, Steps steps) const {
  const auto& layer = *in_.layer;
  const auto gates = w.rows_of(w.saved.gates, steps.first, steps.last);
  const std::size_t first = in_.layout->offset(steps.first);
  const auto x = tape.value(in_.x).rows_from(first, gates.rows());
  if (layer.bias_ih != nullptr && layer.gain_ih == nullptr) {
    packing_.product(x, layer.input_product(0).rows(), layer.bias_ih->view(), gates);
    return;
  }
  for (std::size_t r = 0; r < gates.rows(); ++r) {
    if (layer.bias_ih == nullptr) {
      std::fill_n(gates.row(r), gates.cols(), Real{0});
    } else {
      std::copy_n(layer.bias_ih->value.data(), gates.cols(), gates.row(r));
    }
  }
  for (std::size_t n = 0; n < layer.num_products(); ++n) {
    const auto product = layer.input_product(n);
    product.forward(x, product.columns(w.rows_of(w.saved.in_normalised, steps.first, steps.last)),
                    column(w.rows_of(w.saved.in_scale, steps.first, steps.last), n),
                    product.columns(gates), &packing_);
  }
}

template <class Real>
CellStep<Real> RecurrentRun<Real>::step_views(const Window& w, std::size_t t,
                                              const Scratch& s) const {
  CellStep<Real> step;
  step.h_prev = w.h.previous(t, s.h_prev);
  step.h_in = step.h_prev;
  if (!mask_.empty()) {
    const auto h_in = s.h_in.rows_from(0, step.h_prev.rows());
    for (std::size_t b = 0; b < h_in.rows(); ++b) {
      for (std::size_t j = 0; j < h_in.cols(); ++j) h_in(b, j) = step.h_prev(b, j) * mask_(b, j);
    }
    step.h_in = h_in;
  }
  step.gates = w.rows_of(w.saved.gates, t, t + 1);
  step.extra = w.rows_of(w.saved.extra, t, t + 1);
  step.normalised = w.rows_of(w.saved.normalised, t, t + 1);
  step.scale = w.rows_of(w.saved.scale, t, t + 1);
  step.h = w.h.at(t);
  step.packing = &packing_;
  if (!in_.layer->shape.memory) return step;
  step.c_prev = w.c.previous(t, s.c_prev);
  step.c = w.c.at(t);
  return step;
}

template <class Real>
void RecurrentRun<Real>::forward_step(Tape<Real>& tape, const Window& w, std::size_t t,
                                      const Scratch& s) const {
  const auto step = step_views(w, t, s);
  std::visit([&](const auto& cell) { cell.forward(step); }, in_.layer->cell);
  mix_with_previous(tape, t, step);
}

template <class Real>
void RecurrentRun<Real>::mix_with_previous(const Tape<Real>& tape, std::size_t t,
                                           const CellStep<Real>& step) const {
  const ZoneoutStep at{&tape.pass(), in_.layout, t};
  if (zoneout_h_.probability > 0) zoneout<Real>(zoneout_h_, at, step.h_prev, step.h);
  if (zoneout_c_.probability > 0 && !step.c.empty()) {
    zoneout<Real>(zoneout_c_, at, step.c_prev, step.c);
  }
}

template void RecurrentRun<float>::forward(Tape<float>&);
template void RecurrentRun<double>::forward(Tape<double>&);
// For backward, which runs windows and steps again.
template void RecurrentRun<float>::run_window(Tape<float>&, const Window&, const Scratch&) const;
template void RecurrentRun<double>::run_window(Tape<double>&, const Window&, const Scratch&) const;
template CellStep<float> RecurrentRun<float>::step_views(const Window&, std::size_t,
                                                         const Scratch&) const;
template CellStep<double> RecurrentRun<double>::step_views(const Window&, std::size_t,
                                                           const Scratch&) const;
}  // namespace foretell::network

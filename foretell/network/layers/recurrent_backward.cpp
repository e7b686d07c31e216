#include "foretell/base/thread_pair.hpp"
#include "foretell/network/layers/recurrent_run.hpp"
#include "foretell/network/layers/zoneout.hpp"
#include "foretell/network/rows.hpp"

namespace foretell::network {
template <class Real>
void RecurrentRun<Real>::backward(Tape<Real>& tape) {
  const ThreadPair pair(worth_a_pair());
  // Gradients that outlive this function come before the mark.
  (void)tape.gradient(in_.x);
  (void)tape.gradient(in_.out);
  (void)tape.gradient(in_.initial.h);
  (void)tape.gradient(in_.initial.c);
  const auto mark = tape.arena().mark();
  const auto dh = tape.zeros(in_.layout->batch(), carries_h_.cols());
  const auto dc = tape.zeros(in_.layout->batch(), carries_c_.cols());
  if (tape.has_gradient(in_.last.h)) add<Real>(tape.gradient(in_.last.h), dh);
  if (tape.has_gradient(in_.last.c)) add<Real>(tape.gradient(in_.last.c), dc);
  if (in_.windowed) saved_ = make_saved(tape, most_rows());
  const auto scratch = make_scratch(tape);
  packing_ = packed(tape, true);
  const auto inner = tape.arena().mark();
  for (std::size_t k = num_windows(); k-- > 0;) {
    const Window w = window(tape, k);
    if (in_.windowed) run_window(tape, w, scratch);
    back_window(tape, w, gradient_window(tape, w, dh, dc), scratch);
    tape.arena().release(inner);
  }
  give_start(tape, dh, dc);
  tape.arena().release(mark);
}

template <class Real>
typename RecurrentRun<Real>::Window RecurrentRun<Real>::gradient_window(Tape<Real>& tape,
                                                                        const Window& w,
                                                                        MatrixView<Real> dh,
                                                                        MatrixView<Real> dc) const {
  Window d = w;
  d.h.rows = in_.out.valid() ? tape.gradient(in_.out)
                                   .rows_from(in_.layout->offset(w.walk.first), w.walk.rows())
                                   .cols_from(in_.column, in_.layer->state_size)
                             : tape.zeros(w.walk.rows(), in_.layer->state_size);
  d.h.carry = dh;
  d.c.carry = dc;  // its rows are those of c: the gradient is written over the value
  return d;
}

template <class Real>
void RecurrentRun<Real>::back_window(Tape<Real>& tape, const Window& w, const Window& d,
                                     const Scratch& s) const {
  d.h.enter_backward(false);
  if (in_.layer->shape.memory) d.c.enter_backward(true);
  const Steps all{w.walk.first, w.walk.last};
  const auto by_units = unit_cell_backward();
  for (std::size_t k = num_parts(all); k-- > 0;) {
    const Steps steps = part(all, k);
    if (by_units) backward_units(*by_units, w, d, steps, s);
    for (std::size_t q = 0; !by_units && q < steps.last - steps.first; ++q) {
      backward_step(tape, w, d, w.walk.reverse ? steps.first + q : steps.last - 1 - q, s);
    }
    const auto mark = tape.arena().mark();
    weight_gradients(tape, w, d, steps, s);
    tape.arena().release(mark);
    input_gradients(tape, w, steps);
  }
}

template <class Real>
CellGradients<Real> RecurrentRun<Real>::gradient_views(const Window& d, std::size_t t,
                                                       const Scratch& s) const {
  CellGradients<Real> g;
  g.dh = d.h.at(t);
  const std::size_t alive = g.dh.rows();
  // What a step gives to the one before is summed by itself and then added: the same bits whether
  // that one lies in this window, in another, or in another batch.
  g.dh_prev = s.dh_prev.rows_from(0, alive);
  fill(g.dh_prev, Real{0});
  g.dh_in = g.dh_prev;
  if (!mask_.empty()) {
    g.dh_in = s.dh_in.rows_from(0, alive);
    fill(g.dh_in, Real{0});
  }
  g.scratch = s.unit.rows_from(0, alive);
  if (!in_.layer->shape.memory) return g;
  g.dc = d.c.at(t);
  g.dc_prev = d.c.inside(t) ? d.c.previous(t, {}) : s.dc_prev.rows_from(0, alive);
  return g;
}

template <class Real>
void RecurrentRun<Real>::backward_step(Tape<Real>& tape, const Window& w, const Window& d,
                                       std::size_t t, const Scratch& s) const {
  const auto step = step_views(w, t, s);
  const auto g = gradient_views(d, t, s);
  const std::size_t alive = step.h.rows();
  const ZoneoutStep at{&tape.pass(), in_.layout, t};
  const bool keeps_c = zoneout_c_.probability > 0 && in_.layer->shape.memory;
  const auto kept_c = s.kept_c.rows_from(0, alive), kept_h = s.kept_h.rows_from(0, alive);
  if (zoneout_h_.probability > 0) {
    zoneout_backward(zoneout_h_, at, d.h.at(t), kept_h);
    add<Real>(kept_h, g.dh_prev);
  }
  if (keeps_c) zoneout_backward(zoneout_c_, at, g.dc, kept_c);
  std::visit([&](const auto& cell) { cell.backward(step, g); }, in_.layer->cell);
  if (!mask_.empty()) add_product<Real>(g.dh_in, mask_, g.dh_prev);
  if (keeps_c) add<Real>(kept_c, g.dc_prev);
  d.h.add_previous(t, g.dh_prev);
  if (in_.layer->shape.memory && !d.c.inside(t)) d.c.set_previous(t, g.dc_prev);
}

template <class Real>
void RecurrentRun<Real>::weight_gradients(Tape<Real>& tape, const Window& w, const Window& d,
                                          Steps steps, const Scratch& s) const {
  const std::size_t first = in_.layout->offset(steps.first);
  const std::size_t count = in_.layout->offset(steps.last) - first;
  const auto h_in = tape.buffer(count, in_.layer->state_size);
  for (std::size_t t = steps.first; t < steps.last; ++t) {
    const auto from = step_views(w, t, s).h_in;
    copy<Real>(from, h_in.rows_from(in_.layout->offset(t) - first, from.rows()));
  }
  const auto part_of = [&](MatrixView<Real> x) { return w.rows_of(x, steps.first, steps.last); };
  const CellRows<Real> rows{h_in, part_of(d.h.rows), part_of(w.saved.gates), part_of(w.saved.extra),
                            part_of(w.saved.normalised)};
  std::visit([&](const auto& cell) { cell.add_weight_gradients(rows); }, in_.layer->cell);
}

template <class Real>
void RecurrentRun<Real>::input_gradients(Tape<Real>& tape, const Window& w, Steps steps) const {
  const auto& layer = *in_.layer;
  const auto part_of = [&](MatrixView<Real> x) { return w.rows_of(x, steps.first, steps.last); };
  const MatrixView<const Real> dgates = part_of(w.saved.gates);
  if (layer.bias_ih != nullptr) add_rows<Real>(dgates, layer.bias_ih->gradient_view());
  const std::size_t first = in_.layout->offset(steps.first);
  const auto x = tape.value(in_.x).rows_from(first, dgates.rows());
  auto dx = tape.gradient(in_.x);
  if (!dx.empty()) dx = dx.rows_from(first, dgates.rows());
  for (std::size_t n = 0; n < layer.num_products(); ++n) {
    const auto product = layer.input_product(n);
    const auto dproduct =
        product.backward(product.columns(dgates), product.columns(part_of(w.saved.in_normalised)),
                         column(part_of(w.saved.in_scale), n));
    product.add_input_gradient(dproduct, dx);
    product.add_weight_gradient(dproduct, x);
  }
}

template <class Real>
void RecurrentRun<Real>::give_start(Tape<Real>& tape, MatrixView<Real> dh,
                                    MatrixView<Real> dc) const {
  const auto give = [&](MatrixView<Real> d, Variable given, Parameter<Real>* learned) {
    if (tape.needs_gradient(given)) add<Real>(d, tape.gradient(given));
    if (given.valid() || learned == nullptr) return;
    for (std::size_t j = 0; j < in_.layer->dilation; ++j) {
      const auto block = d.cols_from(j * learned->cols, learned->cols);
      add_rows<Real>(block, learned->gradient_view());
    }
  };
  give(dh, in_.initial.h, in_.layer->start_h);
  if (in_.layer->shape.memory) give(dc, in_.initial.c, in_.layer->start_c);
}

template void RecurrentRun<float>::backward(Tape<float>&);
template void RecurrentRun<double>::backward(Tape<double>&);
}  // namespace foretell::network

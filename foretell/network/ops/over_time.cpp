#include "foretell/network/ops/over_time.hpp"

#include "foretell/network/rows.hpp"

namespace foretell::network {
namespace {
/// y_r = x_{rows[r]}; a row of x may go to several rows of y.
template <class Real>
Variable gather(Tape<Real>& tape, Variable x, std::size_t count, const std::size_t* rows) {
  const auto input = tape.value(x);
  const Variable y = tape.make(count, input.cols(), tape.needs_gradient(x));
  for (std::size_t r = 0; r < count; ++r) {
    std::copy_n(input.row(rows[r]), input.cols(), tape.value(y).row(r));
  }
  tape.record(y, [x, y, count, rows](Tape<Real>& t) {
    const auto dx = t.gradient(x), dy = t.gradient(y);
    for (std::size_t r = 0; r < count; ++r) {
      for (std::size_t c = 0; c < dx.cols(); ++c) dx(rows[r], c) += dy(r, c);
    }
  });
  return y;
}

template <class Real>
std::size_t* indices(Tape<Real>& tape, std::size_t count) {
  return reinterpret_cast<std::size_t*>(tape.arena().allocate(count * sizeof(std::size_t)));
}

/// gather where row_of(b) names the row for each sequence.
template <class Real, class RowOf>
Variable gather_batch(Tape<Real>& tape, Variable x, std::size_t batch, const RowOf& row_of) {
  std::size_t* rows = indices(tape, batch);
  for (std::size_t b = 0; b < batch; ++b) rows[b] = row_of(b);
  return gather(tape, x, batch, rows);
}
}  // namespace

template <class Real>
Variable last_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout) {
  assert(tape.value(x).rows() == layout.rows());
  return gather_batch(tape, x, layout.batch(),
                      [&](std::size_t b) { return layout.row(layout.length(b) - 1, b); });
}

template <class Real>
Variable first_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout) {
  assert(tape.value(x).rows() == layout.rows());
  return gather_batch(tape, x, layout.batch(), [](std::size_t b) { return b; });
}

template <class Real>
Variable to_caller_order(Tape<Real>& tape, Variable x, const RaggedLayout& layout) {
  assert(tape.value(x).rows() == layout.batch());
  return gather_batch(tape, x, layout.batch(), [&](std::size_t i) { return layout.slot_of(i); });
}

template <class Real>
Variable to_slot_order(Tape<Real>& tape, Variable x, const RaggedLayout& layout) {
  assert(tape.value(x).rows() == layout.batch());
  return gather_batch(tape, x, layout.batch(), [&](std::size_t b) { return layout.order()[b]; });
}

template <class Real>
Variable repeat_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout) {
  assert(tape.value(x).rows() == layout.batch());
  std::size_t* rows = indices(tape, layout.rows());
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) rows[layout.row(t, b)] = b;
  }
  return gather(tape, x, layout.rows(), rows);
}

template <class Real>
Variable mean_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout) {
  const auto input = tape.value(x);
  assert(input.rows() == layout.rows());
  const Variable y = tape.make(layout.batch(), input.cols(), tape.needs_gradient(x));
  const auto mean = tape.value(y);
  fill(mean, Real{0});
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    const std::size_t alive = layout.alive(t);
    add<Real>(input.rows_from(layout.offset(t), alive), mean.rows_from(0, alive));
  }
  for (std::size_t b = 0; b < mean.rows(); ++b) {
    for (std::size_t c = 0; c < mean.cols(); ++c) mean(b, c) /= static_cast<Real>(layout.length(b));
  }
  tape.record(y, [x, y, &layout](Tape<Real>& t) {
    const auto dx = t.gradient(x), dy = t.gradient(y);
    for (std::size_t step = 0; step < layout.steps(); ++step) {
      for (std::size_t b = 0; b < layout.alive(step); ++b) {
        Real* row = dx.row(layout.row(step, b));
        const auto length = static_cast<Real>(layout.length(b));
        for (std::size_t c = 0; c < dx.cols(); ++c) row[c] += dy(b, c) / length;
      }
    }
  });
  return y;
}

template <class Real>
Variable max_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout) {
  const auto input = tape.value(x);
  assert(input.rows() == layout.rows());
  const std::size_t width = input.cols();
  const Variable y = tape.make(layout.batch(), width, tape.needs_gradient(x));
  const auto top = tape.value(y);
  std::size_t* rows = indices(tape, layout.batch() * width);
  for (std::size_t b = 0; b < layout.batch(); ++b) {
    for (std::size_t c = 0; c < width; ++c) {
      std::size_t best = b;
      for (std::size_t t = 1; t < layout.length(b); ++t) {
        if (input(layout.row(t, b), c) > input(best, c)) best = layout.row(t, b);
      }
      rows[b * width + c] = best;
      top(b, c) = input(best, c);
    }
  }
  tape.record(y, [x, y, rows, width](Tape<Real>& t) {
    const auto dx = t.gradient(x), dy = t.gradient(y);
    for (std::size_t b = 0; b < dy.rows(); ++b) {
      for (std::size_t c = 0; c < width; ++c) dx(rows[b * width + c], c) += dy(b, c);
    }
  });
  return y;
}

template Variable last_over_time(Tape<float>&, Variable, const RaggedLayout&);
template Variable last_over_time(Tape<double>&, Variable, const RaggedLayout&);
template Variable first_over_time(Tape<float>&, Variable, const RaggedLayout&);
template Variable first_over_time(Tape<double>&, Variable, const RaggedLayout&);
template Variable mean_over_time(Tape<float>&, Variable, const RaggedLayout&);
template Variable mean_over_time(Tape<double>&, Variable, const RaggedLayout&);
template Variable max_over_time(Tape<float>&, Variable, const RaggedLayout&);
template Variable max_over_time(Tape<double>&, Variable, const RaggedLayout&);
template Variable repeat_over_time(Tape<float>&, Variable, const RaggedLayout&);
template Variable repeat_over_time(Tape<double>&, Variable, const RaggedLayout&);
template Variable to_caller_order(Tape<float>&, Variable, const RaggedLayout&);
template Variable to_caller_order(Tape<double>&, Variable, const RaggedLayout&);
template Variable to_slot_order(Tape<float>&, Variable, const RaggedLayout&);
template Variable to_slot_order(Tape<double>&, Variable, const RaggedLayout&);
}  // namespace foretell::network

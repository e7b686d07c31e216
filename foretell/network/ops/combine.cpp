#include "foretell/network/ops/combine.hpp"

#include "foretell/network/rows.hpp"

namespace foretell::network {
template <class Real>
Variable add(Tape<Real>& tape, Variable a, Variable b) {
  const auto first = tape.value(a), second = tape.value(b);
  assert(first.rows() == second.rows() && first.cols() == second.cols());
  const Variable y =
      tape.make(first.rows(), first.cols(), tape.needs_gradient(a) || tape.needs_gradient(b));
  copy<Real>(first, tape.value(y));
  add<Real>(MatrixView<const Real>(second), tape.value(y));
  tape.record(y, [a, b, y](Tape<Real>& t) {
    for (const Variable x : {a, b}) {
      if (t.needs_gradient(x)) add<Real>(MatrixView<const Real>(t.gradient(y)), t.gradient(x));
    }
  });
  return y;
}

template <class Real>
Variable concatenate(Tape<Real>& tape, Variable a, Variable b) {
  const auto first = tape.value(a), second = tape.value(b);
  assert(first.rows() == second.rows());
  const std::size_t border = first.cols();
  const Variable y = tape.make(first.rows(), border + second.cols(),
                               tape.needs_gradient(a) || tape.needs_gradient(b));
  copy<Real>(first, tape.value(y).cols_from(0, border));
  copy<Real>(second, tape.value(y).cols_from(border, second.cols()));
  tape.record(y, [a, b, y, border](Tape<Real>& t) {
    const MatrixView<const Real> dy = t.gradient(y);
    if (t.needs_gradient(a)) add<Real>(dy.cols_from(0, border), t.gradient(a));
    if (t.needs_gradient(b)) add<Real>(dy.cols_from(border, dy.cols() - border), t.gradient(b));
  });
  return y;
}

template Variable add(Tape<float>&, Variable, Variable);
template Variable add(Tape<double>&, Variable, Variable);
template Variable concatenate(Tape<float>&, Variable, Variable);
template Variable concatenate(Tape<double>&, Variable, Variable);
}  // namespace foretell::network

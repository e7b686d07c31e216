#include "foretell/network/layers/dropout.hpp"

namespace foretell::network {
namespace {
/// to += x∘m/(1 − p), row by row in the order of the layout.
template <class Real>
void add_masked(const Pass& pass, const RandomMask& mask, const RaggedLayout& layout,
                bool per_sequence, MatrixView<const Real> x, MatrixView<Real> to) {
  const auto scale = static_cast<Real>(1 / (1 - mask.probability));
  std::size_t r = 0;
  for (std::size_t t = 0; r < x.rows(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t) && r < x.rows(); ++b, ++r) {
      auto draw = mask.row(key_of(pass, layout, b), per_sequence ? 0 : t);
      for (std::size_t j = 0; j < x.cols(); ++j) {
        if (!draw.hit()) to(r, j) += scale * x(r, j);
      }
    }
  }
}
}  // namespace

template <class Real>
Variable Dropout::apply(Tape<Real>& tape, Variable x, const RaggedLayout& layout) const {
  const RandomMask mask(tape.pass(), tape.next_site(), probability);
  if (!tape.training() || probability <= 0) return x;
  const auto input = tape.value(x);
  assert(input.rows() == layout.rows() || input.rows() == layout.batch());
  const Variable y = tape.make(input.rows(), input.cols(), tape.needs_gradient(x));
  std::fill_n(tape.value(y).data(), input.rows() * input.cols(), Real{0});
  add_masked<Real>(tape.pass(), mask, layout, per_sequence, input, tape.value(y));
  tape.record(y, [mask, x, y, sequence = per_sequence, layout = &layout](Tape<Real>& t) {
    add_masked<Real>(t.pass(), mask, *layout, sequence, t.gradient(y), t.gradient(x));
  });
  return y;
}

template Variable Dropout::apply(Tape<float>&, Variable, const RaggedLayout&) const;
template Variable Dropout::apply(Tape<double>&, Variable, const RaggedLayout&) const;
}  // namespace foretell::network

// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/lstm_vectors.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/kernels/activation_vectors.hpp"
#include "foretell/kernels/lstm_vectors.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
using Variant = LstmVariant<float>;

// Where the gates of one row lie, and the peephole weights beside them.
template <bool kCoupled>
struct Row {
  float *i, *f, *g, *o;

  Row(float* gates, std::size_t width)
      : i(gates),
        f(gates + width),
        g(gates + (kCoupled ? 1 : 2) * width),
        o(gates + (kCoupled ? 2 : 3) * width) {}
};

template <bool kPeephole>
HWY_INLINE Floats plus_peephole(Floats sum, Part part, const float* weights, Floats c) {
  if constexpr (kPeephole) return hn::MulAdd(part.load(weights), c, sum);
  return sum;
}

template <bool kCoupled, bool kPeephole>
// NOLINTNEXTLINE(readability-function-size): the rows of one step
HWY_INLINE void forward_part(const Row<kCoupled>& row, const Row<kCoupled>& peephole, std::size_t j,
                             Part part, Floats c_prev, float* c, float* m) {
  const auto i =
      sigmoid_of(plus_peephole<kPeephole>(part.load(row.i + j), part, peephole.i + j, c_prev));
  part.store(i, row.i + j);
  Floats f;
  if constexpr (kCoupled) {
    f = hn::Sub(constant(1.0F), i);
  } else {
    f = sigmoid_of(plus_peephole<kPeephole>(part.load(row.f + j), part, peephole.f + j, c_prev));
    part.store(f, row.f + j);
  }
  const auto g = tanh_of(part.load(row.g + j));
  part.store(g, row.g + j);
  const auto state = hn::MulAdd(f, c_prev, hn::Mul(i, g));
  part.store(state, c + j);
  const auto o =
      sigmoid_of(plus_peephole<kPeephole>(part.load(row.o + j), part, peephole.o + j, state));
  part.store(o, row.o + j);
  part.store(hn::Mul(o, tanh_of(state)), m + j);
}

// The rows of the peephole weights are i|f|o, coupled i|o; g has none.
template <bool kCoupled>
// NOLINTNEXTLINE(readability-non-const-parameter): the row that is made can write
Row<kCoupled> peephole_row(float* weights, std::size_t stride) {
  Row<kCoupled> row(weights, stride);
  row.f = weights + stride;
  row.g = weights;
  row.o = weights + (kCoupled ? 1 : 2) * stride;
  return row;
}

// The peephole weights, which are only read though the row type can write; without any, what is
// never looked at.
template <bool kCoupled>
Row<kCoupled> weights_of(const Variant& variant, MatrixView<float> gates) {
  if (variant.peephole.empty()) return Row<kCoupled>(gates.data(), 0);
  return peephole_row<kCoupled>(const_cast<float*>(variant.peephole.data()),  // NOLINT: see above
                                variant.peephole.stride());
}

template <bool kCoupled, bool kPeephole>
HWY_INLINE void forward_row(const Row<kCoupled>& row, const Row<kCoupled>& peephole,
                            std::size_t width, const float* c_prev, float* c, float* m) {
  for (std::size_t j = 0; j < width; j += hn::Lanes(FloatTag())) {
    const Part part{width - j};
    forward_part<kCoupled, kPeephole>(row, peephole, j, part, part.load(c_prev + j), c, m);
  }
}

template <bool kCoupled, bool kPeephole>
void forward_rows(MatrixView<float> gates, MatrixView<const float> c_prev, const Variant& variant,
                  MatrixView<float> c, MatrixView<float> m) {
  const auto peephole = weights_of<kCoupled>(variant, gates);
  for (std::size_t b = 0; b < c.rows(); ++b) {
    forward_row<kCoupled, kPeephole>({gates.row(b), c.cols()}, peephole, c.cols(), c_prev.row(b),
                                     c.row(b), m.row(b));
  }
}

template <bool kCoupled, bool kPeephole>
void forward_units(MatrixView<float> gates, MatrixView<const float> c_prev, const Variant& variant,
                   MatrixView<float> c, MatrixView<float> m) {
  forward_row<kCoupled, kPeephole>({gates.data(), gates.stride()},
                                   weights_of<kCoupled>(variant, gates), c.cols(), c_prev.data(),
                                   c.data(), m.data());
}

// x(1 − x)y
HWY_INLINE Floats times_sigmoid_slope(Floats y, Floats x) {
  return hn::Mul(y, hn::NegMulAdd(x, x, x));
}
HWY_INLINE Floats times_tanh_slope(Floats y, Floats x) {
  return hn::Mul(y, hn::NegMulAdd(x, x, constant(1.0F)));
}
HWY_INLINE void add_to(Floats v, Part part, float* sum) {
  part.store(hn::Add(part.load(sum), v), sum);
}

template <bool kCoupled, bool kPeephole>
// NOLINTNEXTLINE(readability-function-size): the rows of one step
HWY_INLINE void backward_part(const Row<kCoupled>& row, const Row<kCoupled>& peephole,
                              const Row<kCoupled>& dpeephole, std::size_t j, Part part,
                              const float* c_prev_row, const float* dm_row, float* dc_row,
                              float* dc_prev_row) {
  const auto c_prev = part.load(c_prev_row + j), dm = part.load(dm_row + j);
  const auto i = part.load(row.i + j), g = part.load(row.g + j), o = part.load(row.o + j);
  const auto f = kCoupled ? hn::Sub(constant(1.0F), i) : part.load(row.f + j);
  const auto state = hn::MulAdd(f, c_prev, hn::Mul(i, g));
  const auto y = tanh_of(state);
  const auto d_o = times_sigmoid_slope(hn::Mul(dm, y), o);
  auto dc = hn::Add(part.load(dc_row + j), times_tanh_slope(hn::Mul(dm, o), y));
  dc = plus_peephole<kPeephole>(dc, part, peephole.o + j, d_o);
  const auto di = times_sigmoid_slope(hn::Mul(dc, kCoupled ? hn::Sub(g, c_prev) : g), i);
  const auto dg = times_tanh_slope(hn::Mul(dc, i), g);
  auto dc_prev = plus_peephole<kPeephole>(hn::Mul(dc, f), part, peephole.i + j, di);
  if constexpr (!kCoupled) {
    const auto df = times_sigmoid_slope(hn::Mul(dc, c_prev), f);
    dc_prev = plus_peephole<kPeephole>(dc_prev, part, peephole.f + j, df);
    part.store(df, row.f + j);
    if constexpr (kPeephole) add_to(hn::Mul(df, c_prev), part, dpeephole.f + j);
  }
  if constexpr (kPeephole) {
    add_to(hn::Mul(di, c_prev), part, dpeephole.i + j);
    add_to(hn::Mul(d_o, state), part, dpeephole.o + j);
  }
  part.store(di, row.i + j);
  part.store(dg, row.g + j);
  part.store(d_o, row.o + j);
  part.store(dc, dc_row + j);
  part.store(dc_prev, dc_prev_row + j);
}

template <bool kCoupled, bool kPeephole>
HWY_INLINE void backward_row(const Row<kCoupled>& row, const Row<kCoupled>& peephole,
                             const Row<kCoupled>& dpeephole, MatrixView<const float> c_prev,
                             const LstmGradients<float>& d, std::size_t b) {
  const std::size_t width = c_prev.cols();
  for (std::size_t j = 0; j < width; j += hn::Lanes(FloatTag())) {
    backward_part<kCoupled, kPeephole>(row, peephole, dpeephole, j, Part{width - j}, c_prev.row(b),
                                       d.dm.row(b), d.dc.row(b), d.dc_prev.row(b));
  }
}

template <bool kCoupled, bool kPeephole>
Row<kCoupled> gradients_of_weights(const Variant& variant, const Row<kCoupled>& peephole) {
  if constexpr (!kPeephole) return peephole;
  return peephole_row<kCoupled>(variant.dpeephole.data(), variant.dpeephole.stride());
}

template <bool kCoupled, bool kPeephole>
void backward_rows(MatrixView<float> gates, MatrixView<const float> c_prev, const Variant& variant,
                   const LstmGradients<float>& d) {
  const auto peephole = weights_of<kCoupled>(variant, gates);
  const auto dpeephole = gradients_of_weights<kCoupled, kPeephole>(variant, peephole);
  for (std::size_t b = 0; b < c_prev.rows(); ++b) {
    backward_row<kCoupled, kPeephole>({gates.row(b), c_prev.cols()}, peephole, dpeephole, c_prev, d,
                                      b);
  }
}

template <bool kCoupled, bool kPeephole>
void backward_units(MatrixView<float> gates, MatrixView<const float> c_prev, const Variant& variant,
                    const LstmGradients<float>& d) {
  const auto peephole = weights_of<kCoupled>(variant, gates);
  backward_row<kCoupled, kPeephole>({gates.data(), gates.stride()}, peephole,
                                    gradients_of_weights<kCoupled, kPeephole>(variant, peephole),
                                    c_prev, d, 0);
}

void lstm_forward_rows(MatrixView<float> gates, MatrixView<const float> c_prev,
                       const Variant& variant, MatrixView<float> c, MatrixView<float> m) {
  const bool peephole = !variant.peephole.empty();
  const auto rows = variant.coupled
                        ? (peephole ? &forward_rows<true, true> : &forward_rows<true, false>)
                        : (peephole ? &forward_rows<false, true> : &forward_rows<false, false>);
  rows(gates, c_prev, variant, c, m);
}

void lstm_forward_unit_rows(MatrixView<float> gates, MatrixView<const float> c_prev,
                            const Variant& variant, MatrixView<float> c, MatrixView<float> m) {
  const bool peephole = !variant.peephole.empty();
  const auto units = variant.coupled
                         ? (peephole ? &forward_units<true, true> : &forward_units<true, false>)
                         : (peephole ? &forward_units<false, true> : &forward_units<false, false>);
  units(gates, c_prev, variant, c, m);
}

void lstm_backward_rows(MatrixView<float> gates, MatrixView<const float> c_prev,
                        const Variant& variant, const LstmGradients<float>& d) {
  const bool peephole = !variant.peephole.empty();
  const auto rows = variant.coupled
                        ? (peephole ? &backward_rows<true, true> : &backward_rows<true, false>)
                        : (peephole ? &backward_rows<false, true> : &backward_rows<false, false>);
  rows(gates, c_prev, variant, d);
}

void lstm_backward_unit_rows(MatrixView<float> gates, MatrixView<const float> c_prev,
                             const Variant& variant, const LstmGradients<float>& d) {
  const bool peephole = !variant.peephole.empty();
  const auto units =
      variant.coupled ? (peephole ? &backward_units<true, true> : &backward_units<true, false>)
                      : (peephole ? &backward_units<false, true> : &backward_units<false, false>);
  units(gates, c_prev, variant, d);
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(lstm_forward_rows);
HWY_EXPORT(lstm_forward_unit_rows);
HWY_EXPORT(lstm_backward_rows);
HWY_EXPORT(lstm_backward_unit_rows);

void lstm_forward_vectors(MatrixView<float> gates, MatrixView<const float> c_prev,
                          const LstmVariant<float>& variant, MatrixView<float> c,
                          MatrixView<float> m) noexcept {
  HWY_DYNAMIC_DISPATCH(lstm_forward_rows)(gates, c_prev, variant, c, m);
}

void lstm_forward_units(MatrixView<float> gates, MatrixView<const float> c_prev,
                        const LstmVariant<float>& variant, MatrixView<float> c,
                        MatrixView<float> m) noexcept {
  HWY_DYNAMIC_DISPATCH(lstm_forward_unit_rows)(gates, c_prev, variant, c, m);
}

void lstm_backward_vectors(MatrixView<float> gates, MatrixView<const float> c_prev,
                           const LstmVariant<float>& variant,
                           const LstmGradients<float>& d) noexcept {
  HWY_DYNAMIC_DISPATCH(lstm_backward_rows)(gates, c_prev, variant, d);
}

void lstm_backward_units(MatrixView<float> gates, MatrixView<const float> c_prev,
                         const LstmVariant<float>& variant,
                         const LstmGradients<float>& d) noexcept {
  HWY_DYNAMIC_DISPATCH(lstm_backward_unit_rows)(gates, c_prev, variant, d);
}
}  // namespace foretell::kernels
#endif  // HWY_ONCE

// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/gru_vectors.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/kernels/activation_vectors.hpp"
#include "foretell/kernels/gru_vectors.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
// Calls body(b, j, part) for every vector of units of a [B, H] matrix.
template <class View, class Body>
HWY_INLINE void for_each_part(const View& x, const Body& body) {
  const std::size_t step = hn::Lanes(FloatTag());
  for (std::size_t b = 0; b < x.rows(); ++b) {
    for (std::size_t j = 0; j < x.cols(); j += step) body(b, j, Part{x.cols() - j});
  }
}

// (1 − z)∘n + z∘h'
HWY_INLINE Floats mix(Floats z, Floats n, Floats h_prev) {
  return hn::MulAdd(z, hn::Sub(h_prev, n), n);
}
// y x(1 − x) and y (1 − x²): gradients through a sigmoid and a tanh of value x.
HWY_INLINE Floats through_sigmoid(Floats y, Floats x) {
  return hn::Mul(y, hn::NegMulAdd(x, x, x));
}
HWY_INLINE Floats through_tanh(Floats y, Floats x) {
  return hn::Mul(y, hn::NegMulAdd(x, x, constant(1.0F)));
}
HWY_INLINE void add_to(Floats v, Part part, float* sum) {
  part.store(hn::Add(part.load(sum), v), sum);
}

// Gates r, z and n lie `width` apart.
HWY_INLINE void gru_forward_part(float* r_at, std::size_t width, Part part, const float* candidate,
                                 const float* h_prev, float* h) {
  float* const z_at = r_at + width;
  float* const n_at = z_at + width;
  const auto r = sigmoid_of(part.load(r_at)), z = sigmoid_of(part.load(z_at));
  const auto n = tanh_of(hn::MulAdd(r, part.load(candidate), part.load(n_at)));
  part.store(r, r_at);
  part.store(z, z_at);
  part.store(n, n_at);
  part.store(mix(z, n, part.load(h_prev)), h);
}

void gru_forward_rows(MatrixView<float> gates, MatrixView<const float> candidate,
                      MatrixView<const float> h_prev, MatrixView<float> h) {
  for_each_part(h, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    gru_forward_part(gates.row(b) + j, h.cols(), part, candidate.row(b) + j, h_prev.row(b) + j,
                     h.row(b) + j);
  });
}

void gru_forward_unit_rows(MatrixView<float> gates, MatrixView<const float> candidate,
                           MatrixView<const float> h_prev, MatrixView<float> h) {
  for_each_part(h, [&](std::size_t /*b*/, std::size_t j, Part part) HWY_ATTR {
    gru_forward_part(gates.data() + j, gates.stride(), part, candidate.data() + j,
                     h_prev.data() + j, h.data() + j);
  });
}

void gru_backward_rows(MatrixView<float> gates, MatrixView<float> candidate,
                       MatrixView<const float> h_prev, MatrixView<const float> dh,
                       MatrixView<float> dh_prev) {
  for_each_part(dh, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    float* const r_at = gates.row(b) + j;
    float* const z_at = r_at + dh.cols();
    float* const n_at = z_at + dh.cols();
    float* const u_at = candidate.row(b) + j;
    const auto r = part.load(r_at), z = part.load(z_at), n = part.load(n_at);
    const auto d = part.load(dh.row(b) + j), u = part.load(u_at);
    const auto dn = through_tanh(hn::NegMulAdd(d, z, d), n);
    part.store(dn, n_at);
    part.store(through_sigmoid(hn::Mul(d, hn::Sub(part.load(h_prev.row(b) + j), n)), z), z_at);
    part.store(through_sigmoid(hn::Mul(dn, u), r), r_at);
    part.store(hn::Mul(dn, r), u_at);
    add_to(hn::Mul(d, z), part, dh_prev.row(b) + j);
  });
}

void gru_reset_rows(MatrixView<float> gates, MatrixView<const float> h_in,
                    MatrixView<float> reset_h) {
  for_each_part(reset_h, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    float* const r_at = gates.row(b) + j;
    float* const z_at = r_at + reset_h.cols();
    const auto r = sigmoid_of(part.load(r_at));
    part.store(r, r_at);
    part.store(sigmoid_of(part.load(z_at)), z_at);
    part.store(hn::Mul(r, part.load(h_in.row(b) + j)), reset_h.row(b) + j);
  });
}

void gru_update_rows(MatrixView<float> gates, MatrixView<const float> h_prev, MatrixView<float> h) {
  for_each_part(h, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    float* const z_at = gates.row(b) + h.cols() + j;
    float* const n_at = z_at + h.cols();
    const auto n = tanh_of(part.load(n_at));
    part.store(n, n_at);
    part.store(mix(part.load(z_at), n, part.load(h_prev.row(b) + j)), h.row(b) + j);
  });
}

void gru_update_backward_rows(MatrixView<float> gates, MatrixView<const float> h_prev,
                              MatrixView<const float> dh, MatrixView<float> dh_prev) {
  for_each_part(dh, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    float* const z_at = gates.row(b) + dh.cols() + j;
    float* const n_at = z_at + dh.cols();
    const auto z = part.load(z_at), n = part.load(n_at), d = part.load(dh.row(b) + j);
    part.store(through_tanh(hn::NegMulAdd(d, z, d), n), n_at);
    part.store(through_sigmoid(hn::Mul(d, hn::Sub(part.load(h_prev.row(b) + j), n)), z), z_at);
    add_to(hn::Mul(d, z), part, dh_prev.row(b) + j);
  });
}

void gru_reset_backward_rows(MatrixView<float> gates, MatrixView<const float> h_in,
                             MatrixView<const float> dreset_h, MatrixView<float> dh_in) {
  for_each_part(dreset_h, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    float* const r_at = gates.row(b) + j;
    const auto r = part.load(r_at), d = part.load(dreset_h.row(b) + j);
    part.store(through_sigmoid(hn::Mul(d, part.load(h_in.row(b) + j)), r), r_at);
    add_to(hn::Mul(d, r), part, dh_in.row(b) + j);
  });
}

void one_gate_forward_rows(MatrixView<float> gates, MatrixView<const float> h_prev,
                           MatrixView<float> h) {
  for_each_part(h, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    float* const u_at = gates.row(b) + j;
    float* const n_at = u_at + h.cols();
    const auto u = sigmoid_of(part.load(u_at)), n = tanh_of(part.load(n_at));
    const auto before = part.load(h_prev.row(b) + j);
    part.store(u, u_at);
    part.store(n, n_at);
    part.store(mix(u, before, n), h.row(b) + j);
  });
}

void one_gate_backward_rows(MatrixView<float> gates, MatrixView<const float> h_prev,
                            MatrixView<const float> dh, MatrixView<float> dh_prev) {
  for_each_part(dh, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    float* const u_at = gates.row(b) + j;
    float* const n_at = u_at + dh.cols();
    const auto u = part.load(u_at), n = part.load(n_at), d = part.load(dh.row(b) + j);
    part.store(through_sigmoid(hn::Mul(d, hn::Sub(n, part.load(h_prev.row(b) + j))), u), u_at);
    part.store(through_tanh(hn::Mul(d, u), n), n_at);
    add_to(hn::NegMulAdd(d, u, d), part, dh_prev.row(b) + j);
  });
}

}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(gru_forward_rows);
HWY_EXPORT(gru_forward_unit_rows);
HWY_EXPORT(gru_backward_rows);
HWY_EXPORT(gru_reset_rows);
HWY_EXPORT(gru_update_rows);
HWY_EXPORT(gru_update_backward_rows);
HWY_EXPORT(gru_reset_backward_rows);
HWY_EXPORT(one_gate_forward_rows);
HWY_EXPORT(one_gate_backward_rows);

void gru_forward_vectors(MatrixView<float> gates, MatrixView<const float> candidate,
                         MatrixView<const float> h_prev, MatrixView<float> h) noexcept {
  HWY_DYNAMIC_DISPATCH(gru_forward_rows)(gates, candidate, h_prev, h);
}

void gru_forward_units(MatrixView<float> gates, MatrixView<const float> candidate,
                       MatrixView<const float> h_prev, MatrixView<float> h) noexcept {
  HWY_DYNAMIC_DISPATCH(gru_forward_unit_rows)(gates, candidate, h_prev, h);
}

void gru_backward_vectors(MatrixView<float> gates, MatrixView<float> candidate,
                          MatrixView<const float> h_prev, MatrixView<const float> dh,
                          MatrixView<float> dh_prev) noexcept {
  HWY_DYNAMIC_DISPATCH(gru_backward_rows)(gates, candidate, h_prev, dh, dh_prev);
}

void gru_reset_vectors(MatrixView<float> gates, MatrixView<const float> h_in,
                       MatrixView<float> reset_h) noexcept {
  HWY_DYNAMIC_DISPATCH(gru_reset_rows)(gates, h_in, reset_h);
}

void gru_update_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                        MatrixView<float> h) noexcept {
  HWY_DYNAMIC_DISPATCH(gru_update_rows)(gates, h_prev, h);
}

void gru_update_backward_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                                 MatrixView<const float> dh, MatrixView<float> dh_prev) noexcept {
  HWY_DYNAMIC_DISPATCH(gru_update_backward_rows)(gates, h_prev, dh, dh_prev);
}

void gru_reset_backward_vectors(MatrixView<float> gates, MatrixView<const float> h_in,
                                MatrixView<const float> dreset_h,
                                MatrixView<float> dh_in) noexcept {
  HWY_DYNAMIC_DISPATCH(gru_reset_backward_rows)(gates, h_in, dreset_h, dh_in);
}

void one_gate_forward_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                              MatrixView<float> h) noexcept {
  HWY_DYNAMIC_DISPATCH(one_gate_forward_rows)(gates, h_prev, h);
}

void one_gate_backward_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                               MatrixView<const float> dh, MatrixView<float> dh_prev) noexcept {
  HWY_DYNAMIC_DISPATCH(one_gate_backward_rows)(gates, h_prev, dh, dh_prev);
}

}  // namespace foretell::kernels
#endif  // HWY_ONCE

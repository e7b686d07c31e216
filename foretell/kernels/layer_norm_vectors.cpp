// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/layer_norm_vectors.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include <cmath>

#include "foretell/kernels/layer_norm_vectors.hpp"
#include "foretell/kernels/row_part.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
constexpr float kFloor = 1e-5F;

HWY_INLINE float total(Floats lanes) {
  return hn::GetLane(hn::SumOfLanes(FloatTag(), lanes));
}

// Calls body(i, part) for every vector of a row.
template <class Body>
HWY_INLINE void for_each_vector(std::size_t count, const Body& body) {
  const std::size_t step = hn::Lanes(FloatTag());
  for (std::size_t i = 0; i < count; i += step) body(i, Part{count - i});
}

void normalise_rows(MatrixView<float> x, MatrixView<float> scale, MatrixView<const float> gain,
                    MatrixView<float> out) {
  const FloatTag d;
  const std::size_t n = x.cols();
  const float share = 1.0F / static_cast<float>(n);
  for (std::size_t b = 0; b < x.rows(); ++b) {
    float* const row = x.row(b);
    auto sum = hn::Zero(d);
    for_each_vector(
        n, [&](std::size_t i, Part part) HWY_ATTR { sum = hn::Add(sum, part.load(row + i)); });
    const auto mean = hn::Set(d, total(sum) * share);
    auto squares = hn::Zero(d);
    for_each_vector(n, [&](std::size_t i, Part part) HWY_ATTR {
      const auto deviation = part.kept(hn::Sub(part.load(row + i), mean));
      squares = hn::MulAdd(deviation, deviation, squares);
    });
    const float s = 1.0F / std::sqrt(total(squares) * share + kFloor);
    scale(b, 0) = s;
    for_each_vector(n, [&](std::size_t i, Part part) HWY_ATTR {
      const auto seen = hn::Mul(hn::Sub(part.load(row + i), mean), hn::Set(d, s));
      part.store(seen, row + i);
      float* const to = out.row(b) + i;
      part.store(hn::MulAdd(part.load(gain.data() + i), seen, part.load(to)), to);
    });
  }
}

void normalise_rows_backward(MatrixView<const float> dy, MatrixView<const float> scale,
                             MatrixView<const float> gain, MatrixView<float> normalised,
                             MatrixView<float> dgain) {
  const FloatTag tag;
  const std::size_t n = dy.cols();
  const float share = 1.0F / static_cast<float>(n);
  for (std::size_t b = 0; b < dy.rows(); ++b) {
    const float* const dy_row = dy.row(b);
    float* const x = normalised.row(b);
    auto sum = hn::Zero(tag), product = hn::Zero(tag);
    for_each_vector(n, [&](std::size_t i, Part part) HWY_ATTR {
      const auto y = part.load(dy_row + i), seen = part.load(x + i);
      const auto d = hn::Mul(y, part.load(gain.data() + i));
      sum = hn::Add(sum, d);
      product = hn::MulAdd(d, seen, product);
      part.store(hn::MulAdd(y, seen, part.load(dgain.data() + i)), dgain.data() + i);
    });
    const auto mean = hn::Set(tag, total(sum) * share);
    const auto slope = hn::Set(tag, total(product) * share), s = hn::Set(tag, scale(b, 0));
    for_each_vector(n, [&](std::size_t i, Part part) HWY_ATTR {
      const auto d = hn::Mul(part.load(dy_row + i), part.load(gain.data() + i));
      const auto rest = hn::NegMulAdd(part.load(x + i), slope, hn::Sub(d, mean));
      part.store(hn::Mul(s, rest), x + i);
    });
  }
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(normalise_rows);
HWY_EXPORT(normalise_rows_backward);

void layer_norm_vectors(MatrixView<float> x, MatrixView<float> scale, MatrixView<const float> gain,
                        MatrixView<float> out) noexcept {
  HWY_DYNAMIC_DISPATCH(normalise_rows)(x, scale, gain, out);
}

void layer_norm_backward_vectors(MatrixView<const float> dy, MatrixView<const float> scale,
                                 MatrixView<const float> gain, MatrixView<float> normalised,
                                 MatrixView<float> dgain) noexcept {
  HWY_DYNAMIC_DISPATCH(normalise_rows_backward)(dy, scale, gain, normalised, dgain);
}
}  // namespace foretell::kernels
#endif  // HWY_ONCE

#include "foretell/kernels/layer_norm_vectors.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/kernels/layer_norm.hpp"
#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
template <class Real>
struct Rows {
  std::size_t width;
  std::vector<Real> x, dy, gain, dgain, scale, out;

  explicit Rows(std::size_t n) : width(n), dgain(n, 0), scale(3, 0) {
    Rng rng(6);
    const auto draw = [&rng](std::vector<Real>& values, std::size_t count) {
      values.resize(count);
      for (Real& value : values) value = static_cast<Real>(static_cast<float>(rng.normal() + 1));
    };
    draw(x, 3 * n);
    draw(dy, 3 * n);
    draw(gain, n);
    draw(out, 3 * n);
  }
  MatrixView<Real> rows(std::vector<Real>& values) { return {values.data(), 3, width}; }
};

TEST(LayerNormVectors, AgreeWithDoubleAtEveryWidthOnEveryInstructionSet) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const std::size_t width : {1U, 6U, 16U, 33U, 512U}) {
      Rows<float> x(width);
      Rows<double> y(width);
      layer_norm_vectors(x.rows(x.x), {x.scale.data(), 3, 1}, {x.gain.data(), 1, width},
                         x.rows(x.out));
      layer_norm<double>(y.rows(y.x), {y.scale.data(), 3, 1}, {y.gain.data(), 1, width},
                         y.rows(y.out));
      for (std::size_t i = 0; i < x.x.size(); ++i) ASSERT_NEAR(x.x[i], y.x[i], 2e-5) << width;
      for (std::size_t i = 0; i < x.x.size(); ++i) ASSERT_NEAR(x.out[i], y.out[i], 5e-5) << width;
      layer_norm_backward_vectors(x.rows(x.dy), {x.scale.data(), 3, 1}, {x.gain.data(), 1, width},
                                  x.rows(x.x), {x.dgain.data(), 1, width});
      layer_norm_backward<double>(y.rows(y.dy), {y.scale.data(), 3, 1}, {y.gain.data(), 1, width},
                                  y.rows(y.x), {y.dgain.data(), 1, width});
      for (std::size_t i = 0; i < x.x.size(); ++i) {
        ASSERT_NEAR(x.x[i], y.x[i], 5e-5 * (1 + y.scale[i / width])) << width;
      }
      for (std::size_t i = 0; i < width; ++i) ASSERT_NEAR(x.dgain[i], y.dgain[i], 5e-5);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}
}  // namespace
}  // namespace foretell::kernels

#include "foretell/kernels/linear.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "foretell/base/rng.hpp"

namespace foretell::kernels {
namespace {
template <class Real>
std::vector<Real> random_values(std::size_t count, std::uint64_t stream) {
  Rng rng(1, stream);
  std::vector<Real> values(count);
  for (Real& value : values) value = static_cast<Real>(rng.normal());
  return values;
}

struct Shape {
  std::size_t n, in, out;
};

const std::vector<Shape> kShapes = {{1, 1, 1},   {1, 7, 17}, {3, 64, 5},   {17, 33, 31},
                                    {32, 96, 8}, {5, 3, 65}, {63, 129, 47}};

TEST(Linear, AgreesWithSumsInDoubleAtAwkwardSizes) {
  for (const auto [n, in, out] : kShapes) {
    const auto x = random_values<float>(n * in, 1);
    const auto w = random_values<float>(out * in, 2);
    const auto b = random_values<float>(out, 3);
    std::vector<float> y(n * out, -1);
    linear({x.data(), n, in}, {w.data(), out, in}, {b.data(), 1, out}, {y.data(), n, out});
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < out; ++j) {
        double sum = b[j];
        for (std::size_t k = 0; k < in; ++k) sum += double{x[i * in + k]} * w[j * in + k];
        ASSERT_NEAR(y[i * out + j], sum, 2e-5) << n << "x" << in << "x" << out;
      }
    }
  }
}

TEST(Linear, GivesTheSameBitsForARowAloneAndInABatch) {
  for (const auto [n, in, out] : kShapes) {
    const auto x = random_values<float>(n * in, 1);
    const auto w = random_values<float>(out * in, 2);
    std::vector<float> y(n * out, 0);
    linear({x.data(), n, in}, {w.data(), out, in}, {}, {y.data(), n, out});
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<float> alone(out, 0);
      linear({x.data() + i * in, 1, in}, {w.data(), out, in}, {}, {alone.data(), 1, out});
      ASSERT_TRUE(std::equal(alone.begin(), alone.end(), y.begin() + i * out));
    }
  }
}

TEST(LinearBackward, AgreesWithSumsInDoubleAtAwkwardSizes) {
  for (const auto [n, in, out] : kShapes) {
    const auto x = random_values<float>(n * in, 1);
    const auto w = random_values<float>(out * in, 2);
    const auto dy = random_values<float>(n * out, 4);
    std::vector<float> dx(n * in, 1), dw(out * in, 1), db(out, 1);
    linear_backward({dy.data(), n, out}, {x.data(), n, in}, {w.data(), out, in}, {dx.data(), n, in},
                    {dw.data(), out, in}, {db.data(), 1, out});
    for (std::size_t j = 0; j < out; ++j) {
      double bias = 1;
      for (std::size_t i = 0; i < n; ++i) bias += dy[i * out + j];
      ASSERT_NEAR(db[j], bias, 2e-5);
      for (std::size_t k = 0; k < in; ++k) {
        double sum = 1;
        for (std::size_t i = 0; i < n; ++i) sum += double{dy[i * out + j]} * x[i * in + k];
        ASSERT_NEAR(dw[j * in + k], sum, 5e-5);
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < in; ++k) {
        double sum = 1;
        for (std::size_t j = 0; j < out; ++j) sum += double{dy[i * out + j]} * w[j * in + k];
        ASSERT_NEAR(dx[i * in + k], sum, 5e-5);
      }
    }
  }
}
}  // namespace
}  // namespace foretell::kernels

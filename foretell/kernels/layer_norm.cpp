#include "foretell/kernels/layer_norm.hpp"

#include <cmath>

#include "foretell/kernels/layer_norm_vectors.hpp"

namespace foretell::kernels {
namespace {
constexpr double kFloor = 1e-5;
}

template <class Real>
void layer_norm(MatrixView<Real> x, MatrixView<Real> scale, MatrixView<const Real> gain,
                MatrixView<Real> out) noexcept {
  const auto n = static_cast<double>(x.cols());
  for (std::size_t b = 0; b < x.rows(); ++b) {
    double sum = 0, squares = 0;
    for (std::size_t j = 0; j < x.cols(); ++j) sum += static_cast<double>(x(b, j));
    const double mean = sum / n;
    for (std::size_t j = 0; j < x.cols(); ++j) {
      const double deviation = static_cast<double>(x(b, j)) - mean;
      squares += deviation * deviation;
    }
    const double s = 1 / std::sqrt(squares / n + kFloor);
    scale(b, 0) = static_cast<Real>(s);
    for (std::size_t j = 0; j < x.cols(); ++j) {
      x(b, j) = static_cast<Real>((static_cast<double>(x(b, j)) - mean) * s);
      out(b, j) += gain(0, j) * x(b, j);
    }
  }
}

template <class Real>
void layer_norm_backward(MatrixView<const Real> dy, MatrixView<const Real> scale,
                         MatrixView<const Real> gain, MatrixView<Real> normalised,
                         MatrixView<Real> dgain) noexcept {
  const auto n = static_cast<double>(dy.cols());
  for (std::size_t b = 0; b < dy.rows(); ++b) {
    double sum = 0, product = 0;
    for (std::size_t j = 0; j < dy.cols(); ++j) {
      const double d = static_cast<double>(dy(b, j)) * static_cast<double>(gain(0, j));
      sum += d;
      product += d * static_cast<double>(normalised(b, j));
      dgain(0, j) += dy(b, j) * normalised(b, j);
    }
    for (std::size_t j = 0; j < dy.cols(); ++j) {
      const double d = static_cast<double>(dy(b, j)) * static_cast<double>(gain(0, j));
      normalised(b, j) =
          static_cast<Real>(static_cast<double>(scale(b, 0)) *
                            (d - sum / n - static_cast<double>(normalised(b, j)) * product / n));
    }
  }
}

template <>
void layer_norm(MatrixView<float> x, MatrixView<float> scale, MatrixView<const float> gain,
                MatrixView<float> out) noexcept {
  layer_norm_vectors(x, scale, gain, out);
}

template <>
void layer_norm_backward(MatrixView<const float> dy, MatrixView<const float> scale,
                         MatrixView<const float> gain, MatrixView<float> normalised,
                         MatrixView<float> dgain) noexcept {
  layer_norm_backward_vectors(dy, scale, gain, normalised, dgain);
}

template void layer_norm(MatrixView<double>, MatrixView<double>, MatrixView<const double>,
                         MatrixView<double>) noexcept;
template void layer_norm_backward(MatrixView<const double>, MatrixView<const double>,
                                  MatrixView<const double>, MatrixView<double>,
                                  MatrixView<double>) noexcept;
}  // namespace foretell::kernels

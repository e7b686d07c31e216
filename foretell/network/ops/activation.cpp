#include "foretell/network/ops/activation.hpp"

#include <cmath>

#include "foretell/kernels/reference/activation.hpp"

namespace foretell::network {
namespace {
/// y = f(x) for every number, dx += dy·slope(y).
template <class Real, class Function, class Slope>
Variable map(Tape<Real>& tape, Variable x, const Function& function, const Slope& slope) {
  const auto input = tape.value(x);
  const Variable y = tape.make(input.rows(), input.cols(), tape.needs_gradient(x));
  for (std::size_t r = 0; r < input.rows(); ++r) {
    for (std::size_t c = 0; c < input.cols(); ++c) tape.value(y)(r, c) = function(input(r, c));
  }
  tape.record(y, [x, y, slope](Tape<Real>& t) {
    const auto dx = t.gradient(x), dy = t.gradient(y), value = t.value(y);
    for (std::size_t r = 0; r < dx.rows(); ++r) {
      for (std::size_t c = 0; c < dx.cols(); ++c) dx(r, c) += dy(r, c) * slope(value(r, c));
    }
  });
  return y;
}

/// The greatest number of a row, and log Σ e^(x − top).
template <class Real>
std::pair<Real, Real> log_sum(const Real* x, std::size_t count) {
  const Real top = *std::max_element(x, x + count);
  Real sum = 0;
  for (std::size_t k = 0; k < count; ++k) sum += std::exp(x[k] - top);
  return {top, std::log(sum)};
}
}  // namespace

template <class Real>
Variable log_softmax(Tape<Real>& tape, Variable x) {
  const auto input = tape.value(x);
  const Variable y = tape.make(input.rows(), input.cols(), tape.needs_gradient(x));
  for (std::size_t r = 0; r < input.rows(); ++r) {
    const auto [top, rest] = log_sum(input.row(r), input.cols());
    for (std::size_t c = 0; c < input.cols(); ++c) {
      tape.value(y)(r, c) = input(r, c) - top - rest;
    }
  }
  tape.record(y, [x, y](Tape<Real>& t) {
    const auto dx = t.gradient(x), dy = t.gradient(y), value = t.value(y);
    for (std::size_t r = 0; r < dx.rows(); ++r) {
      Real sum = 0;
      for (std::size_t c = 0; c < dx.cols(); ++c) sum += dy(r, c);
      for (std::size_t c = 0; c < dx.cols(); ++c) {
        dx(r, c) += dy(r, c) - std::exp(value(r, c)) * sum;
      }
    }
  });
  return y;
}

template <class Real>
Variable softmax(Tape<Real>& tape, Variable x) {
  const auto input = tape.value(x);
  const Variable y = tape.make(input.rows(), input.cols(), tape.needs_gradient(x));
  for (std::size_t r = 0; r < input.rows(); ++r) {
    const auto [top, rest] = log_sum(input.row(r), input.cols());
    for (std::size_t c = 0; c < input.cols(); ++c) {
      tape.value(y)(r, c) = std::exp(input(r, c) - top - rest);
    }
  }
  tape.record(y, [x, y](Tape<Real>& t) {
    const auto dx = t.gradient(x), dy = t.gradient(y), p = t.value(y);
    for (std::size_t r = 0; r < dx.rows(); ++r) {
      Real sum = 0;
      for (std::size_t c = 0; c < dx.cols(); ++c) sum += dy(r, c) * p(r, c);
      for (std::size_t c = 0; c < dx.cols(); ++c) dx(r, c) += p(r, c) * (dy(r, c) - sum);
    }
  });
  return y;
}

template <class Real>
Variable sigmoid(Tape<Real>& tape, Variable x) {
  return map(
      tape, x, [](Real value) { return kernels::reference::sigmoid(value); },
      [](Real y) { return kernels::reference::sigmoid_slope(y); });
}

template <class Real>
Variable tanh(Tape<Real>& tape, Variable x) {
  return map(
      tape, x, [](Real value) { return std::tanh(value); },
      [](Real y) { return kernels::reference::tanh_slope(y); });
}

template <class Real>
Variable relu(Tape<Real>& tape, Variable x) {
  return map(
      tape, x, [](Real value) { return value > 0 ? value : Real{0}; },
      [](Real y) { return Real(y > 0); });
}

template Variable softmax(Tape<float>&, Variable);
template Variable softmax(Tape<double>&, Variable);
template Variable log_softmax(Tape<float>&, Variable);
template Variable log_softmax(Tape<double>&, Variable);
template Variable sigmoid(Tape<float>&, Variable);
template Variable sigmoid(Tape<double>&, Variable);
template Variable tanh(Tape<float>&, Variable);
template Variable tanh(Tape<double>&, Variable);
template Variable relu(Tape<float>&, Variable);
template Variable relu(Tape<double>&, Variable);
}  // namespace foretell::network

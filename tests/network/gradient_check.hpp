#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/network/parameters.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// Numbers between −scale and scale.
template <class Real = double>
std::vector<Real> random_numbers(std::size_t count, std::uint64_t stream, double scale = 1) {
  Rng rng(7, stream);
  std::vector<Real> result(count);
  for (Real& value : result) value = static_cast<Real>(scale * (2 * rng.uniform() - 1));
  return result;
}

template <class Real>
void randomise(Parameters<Real>& parameters, double scale = 0.5) {
  std::uint64_t stream = 100;
  for (auto& parameter : parameters) {
    parameter.value = random_numbers<Real>(parameter.value.size(), stream++, scale);
  }
}

/// A loss [1, 1] computed on a tape, from parameters and inputs that the function captured.
using LossOf = std::function<Variable(Tape<double>&)>;

/// Numbers whose gradient is compared: what moves, and where the tape put the gradient.
struct Watched {
  std::string name;
  std::vector<double>* values;
  std::vector<double> gradient;
};

/// Compares gradients with central differences: |Δ| ≤ 1e-8 + 1e-6 |g|. Two steps, 1e-5 and 2e-5,
/// are extrapolated to zero (Richardson), as layer norm bends too much for one.
inline void expect_gradients(const LossOf& loss, std::vector<Watched> watched, const Pass& pass) {
  Tape<double> tape;
  const auto value = [&] {
    tape.begin(pass);
    return tape.value(loss(tape))(0, 0);
  };
  for (auto& w : watched) {
    ASSERT_EQ(w.values->size(), w.gradient.size()) << w.name;
    for (std::size_t i = 0; i < w.values->size(); ++i) {
      const double kept = (*w.values)[i];
      const auto slope = [&](double step) {
        (*w.values)[i] = kept + step;
        const double above = value();
        (*w.values)[i] = kept - step;
        const double below = value();
        (*w.values)[i] = kept;
        return (above - below) / (2 * step);
      };
      const double expected = (4 * slope(1e-5) - slope(2e-5)) / 3;
      ASSERT_NEAR(w.gradient[i], expected, 1e-8 + 1e-6 * std::abs(expected))
          << w.name << "[" << i << "]";
    }
  }
}

/// A loss that weighs every number differently, so that every gradient differs.
///   J = Σ w_k·x_k, weights taken in turn
inline Variable weighted_sum(Tape<double>& tape, Variable v, const std::vector<double>& weights) {
  const auto x = tape.value(v);
  const Variable loss = tape.make(1, 1, true);
  double sum = 0;
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t c = 0; c < x.cols(); ++c)
      sum += weights[(r * x.cols() + c) % weights.size()] * x(r, c);
  }
  tape.value(loss)(0, 0) = sum;
  tape.record(loss, [v, loss, w = &weights](Tape<double>& t) {
    const auto dx = t.gradient(v);
    for (std::size_t r = 0; r < dx.rows(); ++r) {
      for (std::size_t c = 0; c < dx.cols(); ++c) {
        dx(r, c) += t.gradient(loss)(0, 0) * (*w)[(r * dx.cols() + c) % w->size()];
      }
    }
  });
  return loss;
}

/// Runs the loss backwards and compares the gradients of all parameters, and of `x` where given,
/// with central differences.
struct GradientCheck {
  Parameters<double>& parameters;
  std::vector<double>* x = nullptr;
  Pass pass = {};
  /// Set by the loss to the variable of x.
  Variable* x_variable = nullptr;

  void expect(const LossOf& loss) const {
    parameters.clear_gradients();
    Tape<double> tape;
    tape.begin(pass);
    tape.backward(loss(tape));
    std::vector<Watched> watched;
    for (auto& p : parameters) watched.push_back({p.name, &p.value, p.gradient});
    if (x != nullptr) {
      const auto dx = tape.gradient(*x_variable);
      watched.push_back({"x", x, {dx.data(), dx.data() + dx.rows() * dx.cols()}});
    }
    expect_gradients(loss, std::move(watched), pass);
  }
};
}  // namespace foretell::network

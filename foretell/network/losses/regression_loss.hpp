#pragma once
#include "foretell/network/losses/loss_options.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// Losses of real-valued targets. Each averages over the N columns of a row.
///   Shapes  x, targets y [rows, N];  loss [1, 1];  e = x − y
///   Errors  none: shapes are asserted
///   Note    targets and weights must outlive `backward`; where a slope jumps it is zero

/// J_r = mean e²
template <class Real>
struct MeanSquaredError {
  LossOptions<Real> options = {};
  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x, MatrixView<const Real> targets) const;
};

/// J_r = mean |e|
template <class Real>
struct MeanAbsoluteError {
  LossOptions<Real> options = {};
  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x, MatrixView<const Real> targets) const;
};

/// J_r = mean of e²/2 where |e| ≤ δ, else δ(|e| − δ/2)
///   Source  Huber (1964), Ann. Math. Stat. 35, 73–101
template <class Real>
struct HuberLoss {
  double delta = 1;  ///< δ > 0, in units of y
  LossOptions<Real> options = {};
  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x, MatrixView<const Real> targets) const;
};
}  // namespace foretell::network

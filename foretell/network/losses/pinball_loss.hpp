#pragma once
#include <span>

#include "foretell/network/losses/loss_options.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// Quantile loss of several levels τ at once; least at the quantiles of the target.
///   J_r = mean over targets and levels of max(τ(y − x), (τ − 1)(y − x))
///   Shapes  targets y [rows, N];  levels [Q];  x [rows, N·Q], levels of a target side by side
///   Errors  none: shapes are asserted
///   Source  Koenker & Bassett (1978), Econometrica 46, 33–50
template <class Real>
struct PinballLoss {
  std::span<const double> levels;  ///< each in (0, 1)
  LossOptions<Real> options = {};

  /// The loss [1, 1]. Levels, targets and weights must outlive `backward`.
  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x, MatrixView<const Real> targets) const;
};
}  // namespace foretell::network

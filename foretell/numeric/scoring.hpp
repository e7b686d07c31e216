#pragma once
#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <span>
#include <vector>

#include "foretell/base/stop.hpp"
#include "foretell/numeric/box_step.hpp"

namespace foretell::numeric {
/// A function that can be expanded: `value` is infinite or NaN outside its domain.
template <class F>
concept Expandable = requires(F& f, std::span<const double> x, Expansion& out) {
  { f.value(x) } -> std::convertible_to<double>;
  { f.expand(x, out) } -> std::same_as<void>;
};

struct ScoringOptions {
  std::size_t max_iterations = 60;
  double tolerance = 1e-6;  ///< stop when the quadratic predicts a smaller decrease than this
};

struct ScoringResult {
  double value = 0;
  std::size_t iterations = 0;
  bool converged = false;
};

/// Minimiser for sums of squares and likelihoods: Newton steps with a positive semidefinite
/// curvature (Gauss–Newton, Fisher information), damped after Marquardt, inside a box.
/// Keeps its working memory, so that the second series of a thread allocates nothing.
///   Shapes  x, lower, upper [K]; x is inside the box at the start; outside the domain the value
///   that
///           comes back is not finite
///   Errors  none: an unfinished search is `converged = false`
///   Source  Marquardt (1963); update of the damping after Nielsen (1999), IMM-REP-1999-05,
///   simplified
class ScoringMinimizer {
 public:
  template <Expandable F>
  ScoringResult minimize(F& f, std::span<double> x, std::span<const double> lower,
                         std::span<const double> upper, const ScoringOptions& options = {}) {
    if (stop_requested()) return {std::numeric_limits<double>::infinity(), 0, false};
    prepare(x.size());
    f.expand(x, here_);
    ScoringResult result{here_.value, 0, false};
    if (!std::isfinite(here_.value)) return result;
    double damping = kFirstDamping;
    while (result.iterations < options.max_iterations && !stop_requested()) {
      ++result.iterations;
      const double predicted = solver_.solve(here_, x, lower, upper, damping, step_);
      if (predicted >= 0 && predicted <= options.tolerance && damping <= kTrusted) {
        result.converged = true;
        break;
      }
      for (std::size_t i = 0; i < x.size(); ++i) {
        trial_[i] = std::clamp(x[i] + step_[i], lower[i], upper[i]);
      }
      const double value = f.value(trial_);
      const double gain = (result.value - value) / predicted;
      if (!(predicted > 0 && gain > kSmallestGain)) {
        damping = std::max(damping * 10, kTrusted);
        result.converged = damping > kLastDamping;  // no descent: a minimum on the domain's edge
        if (result.converged) break;
        continue;
      }
      damping = gain > 0.75 ? damping * 0.1 : gain > 0.25 ? damping : damping * 4;
      damping = std::max(damping, kLeastDamping);
      std::copy(trial_.begin(), trial_.end(), x.begin());
      result.value = value;
      if (result.iterations < options.max_iterations) f.expand(x, here_);
    }
    return result;
  }

 private:
  static constexpr double kFirstDamping = 1e-3, kLeastDamping = 1e-8, kLastDamping = 1e6;
  static constexpr double kTrusted = 1e-2;       ///< below, a small predicted decrease is final
  static constexpr double kSmallestGain = 1e-4;  ///< of a step, against its prediction

  void prepare(std::size_t size) {
    here_.resize(size);
    step_.resize(size);
    trial_.resize(size);
  }

  Expansion here_;
  BoxStep solver_;
  std::vector<double> step_;
  std::vector<double> trial_;
};
}  // namespace foretell::numeric

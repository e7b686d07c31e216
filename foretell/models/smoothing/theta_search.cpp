#include "foretell/models/smoothing/theta_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "foretell/models/smoothing/lanes/theta_products.hpp"

namespace foretell {
namespace {
using ets::kLanes;
using Lanes = ets::ThetaLanes;
constexpr double kMaxWeight = 1 - 1e-6;  // θ ≤ 1,000,000

// Least squares in ℓ_0 and w ∈ [0, 1] from the inner products, plus the pull of w to one half.
ThetaEstimate solved(const ets::ThetaProducts& sums, std::size_t i, double alpha,
                     const ThetaProblem& problem) {
  const double pp = sums.pp[i] > 0 ? sums.pp[i] : 1;
  const double ratio = sums.pd[i] / pp;
  const double dd = sums.dd[i] - ratio * sums.pd[i];  // d without its part along p
  const double ud = sums.ud[i] - ratio * sums.up[i];
  double weight = 0.5;
  double pull = 0;
  if (problem.weight) {
    weight = *problem.weight;
  } else if (dd > 1e-12 * sums.dd[i]) {
    pull = problem.shrinkage * sums.dd[i] / static_cast<double>(problem.y.size());
    weight = std::clamp((ud + pull / 2) / (dd + pull), 0.0, kMaxWeight);
  }
  const double level = (sums.up[i] - weight * sums.pd[i]) / pp;
  const double errors =
      sums.uu[i] - sums.up[i] * sums.up[i] / pp - 2 * weight * ud + weight * weight * dd;
  const double objective = std::max(0.0, errors) + pull * (weight - 0.5) * (weight - 0.5);
  return {alpha, level, weight, objective};
}

struct Candidates {
  std::array<ThetaEstimate, kLanes> all;
  std::size_t best = 0;
};

Candidates evaluate(const ThetaProblem& problem, const Lanes& alpha) {
  const auto sums = ets::theta_products(problem, alpha);
  Candidates candidates;
  for (std::size_t i = 0; i < kLanes; ++i) {
    candidates.all[i] = solved(sums, i, alpha[i], problem);
    if (candidates.all[i].objective < candidates.all[candidates.best].objective) {
      candidates.best = i;
    }
  }
  return candidates;
}

Lanes spread(double from, double to) {
  Lanes lanes;
  for (std::size_t i = 0; i < kLanes; ++i) {
    lanes[i] = std::lerp(from, to, static_cast<double>(i) / (kLanes - 1));
  }
  return lanes;
}

// Vertex of the parabola through three points; the middle one if they bend the wrong way.
double vertex(const ThetaEstimate& a, const ThetaEstimate& b, const ThetaEstimate& c) {
  const double left = (b.alpha - a.alpha) * (b.objective - c.objective);
  const double right = (b.alpha - c.alpha) * (b.objective - a.objective);
  const double bend = left - right;
  if (bend == 0) return b.alpha;
  const double x =
      b.alpha - 0.5 * ((b.alpha - a.alpha) * left - (b.alpha - c.alpha) * right) / bend;
  return std::clamp(x, a.alpha, c.alpha);
}
}  // namespace

ThetaEstimate minimize(const ThetaProblem& problem) {
  if (problem.alpha) return evaluate(problem, spread(*problem.alpha, *problem.alpha)).all[0];
  constexpr int kRounds = 4;
  double from = problem.min_alpha;
  double to = problem.max_alpha;
  Candidates last = evaluate(problem, spread(from, to));
  ThetaEstimate best = last.all[last.best];
  for (int round = 1; round < kRounds; ++round) {
    const double step = (to - from) / (kLanes - 1);
    from = std::max(problem.min_alpha, best.alpha - step);
    to = std::min(problem.max_alpha, best.alpha + step);
    last = evaluate(problem, spread(from, to));
    if (last.all[last.best].objective < best.objective) best = last.all[last.best];
  }
  if (last.best > 0 && last.best + 1 < kLanes) {
    const double alpha =
        vertex(last.all[last.best - 1], last.all[last.best], last.all[last.best + 1]);
    const ThetaEstimate refined = evaluate(problem, spread(alpha, alpha)).all[0];
    if (refined.objective < best.objective) best = refined;
  }
  return best;
}
}  // namespace foretell

#include "foretell/models/arima/arima_estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "foretell/numeric/scoring.hpp"

namespace foretell::arima {
namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kFewSteps = 4, kManySteps = 80;
constexpr double kClose = 4;    // of the log-likelihood, after a few steps: may lead elsewhere
constexpr double kSame = 1e-3;  // starts that have met

// Partial autocorrelations that series often have, (φ_1, θ_1, Φ_1, Θ_1): with warm starts, what the
// lanes of one pass are filled with.
constexpr std::array<std::array<double, 4>, 8> kFirst{{{0, 0, 0, 0},
                                                       {0.5, 0, 0.3, 0},
                                                       {0, 0.5, 0, 0.5},
                                                       {0.8, 0.5, 0.6, 0.6},
                                                       {-0.5, -0.5, -0.3, 0.6},
                                                       {0.95, 0.9, 0.9, 0.7},
                                                       {0.3, 0.95, 0.3, 0.3},
                                                       {0.95, -0.3, 0.9, 0.2}}};

std::vector<std::vector<double>> starting_points(const ArmaObjective& objective,
                                                 const ArmaStructure& structure,
                                                 std::span<const std::vector<double>> known) {
  std::vector<std::vector<double>> points;
  for (const auto& coefficients : known) {
    if (coefficients.size() == structure.num_coefficients()) {
      points.push_back(objective.point(coefficients));
    }
  }
  for (const auto& first : kFirst) {
    std::vector<double> coefficients(structure.num_coefficients(), 0);
    std::size_t place = 0;
    for (const Factor& factor : structure.factors()) {
      const double size = first[(factor.step > 1 ? 2 : 0) + (factor.moving_average ? 1 : 0)];
      coefficients[place] = factor.moving_average ? -size : size;
      place += factor.degree;
    }
    points.push_back(objective.point(coefficients));
  }
  return points;
}

struct Found {
  std::vector<double> x;
  double value = std::numeric_limits<double>::infinity();
  bool converged = false;
};

void improve(ArmaObjective& objective, numeric::ScoringMinimizer& minimizer, Found& one,
             std::size_t max_iterations, double tolerance) {
  const auto result =
      minimizer.minimize(objective, one.x, objective.lower(), objective.upper(),
                         {.max_iterations = max_iterations, .tolerance = tolerance});
  one.value = result.value;
  one.converged = result.converged;
}

// The likelihood is even in a root around the unit circle, so its slope vanishes there: whether a
// point at the edge is a maximum is seen from a little inside only.
void leave_edge(ArmaObjective& objective, numeric::ScoringMinimizer& minimizer, Found& best,
                double tolerance) {
  constexpr double kEdge = 0.999, kInside = 0.95;
  Found inside = best;
  bool moved = false;
  for (std::size_t i = 0; i < inside.x.size(); ++i) {
    if (objective.upper()[i] > 1 || std::abs(inside.x[i]) < kEdge) continue;
    inside.x[i] = std::copysign(kInside, inside.x[i]);
    moved = true;
  }
  if (!moved) return;
  improve(objective, minimizer, inside, kManySteps, tolerance);
  if (inside.value < best.value) best = std::move(inside);
}

// The last steps, by exact gradients.
void polish(ArmaObjective& objective, Found& best) {
  constexpr std::size_t kSteps = 6;
  constexpr double kExact = 1e-13;
  if (objective.size() == 0 || !std::isfinite(best.value)) return;
  objective.use_exact_gradient();
  numeric::ScoringMinimizer minimizer;
  Found polished = best;
  improve(objective, minimizer, polished, kSteps, kExact);
  if (!(polished.value < best.value)) return;
  polished.converged = polished.converged || best.converged;
  best = std::move(polished);
}

// All starts are valued in one pass; the best go a few steps each, those that are then close to the
// best to their end.
Found search(ArmaObjective& objective, const ArmaProblem& problem,
             std::span<const std::vector<double>> known, std::size_t max_searched,
             double tolerance) {
  if (objective.size() == 0) {
    const std::vector<std::vector<double>> only(1);
    return {{}, objective.values(only)[0], true};
  }
  auto points = starting_points(objective, problem.structure, known);
  const auto values = objective.values(points);
  std::vector<std::size_t> rank(points.size());
  for (std::size_t i = 0; i < rank.size(); ++i) rank[i] = i;
  std::stable_sort(rank.begin(), rank.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  numeric::ScoringMinimizer minimizer;
  std::vector<Found> found;
  for (std::size_t k = 0; k < std::min(max_searched, rank.size()); ++k) {
    if (!std::isfinite(values[rank[k]])) break;
    Found& one = found.emplace_back(Found{points[rank[k]], values[rank[k]], false});
    improve(objective, minimizer, one, kFewSteps, tolerance);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.value < b.value; });
  Found best;
  double met = -std::numeric_limits<double>::infinity();
  for (Found& one : found) {
    if (one.value > found.front().value + kClose) break;
    if (std::abs(one.value - met) < kSame && best.converged) continue;
    met = one.value;
    if (!one.converged) improve(objective, minimizer, one, kManySteps, tolerance);
    if (one.value < best.value) best = std::move(one);
  }
  leave_edge(objective, minimizer, best, tolerance);
  return best;
}

// Inverse of a symmetric positive definite matrix by Gauss-Jordan; empty where it is not.
std::vector<double> inverse(std::vector<double> a, std::size_t k) {
  std::vector<double> b(k * k, 0);
  for (std::size_t i = 0; i < k; ++i) b[i * k + i] = 1;
  for (std::size_t c = 0; c < k; ++c) {
    const double pivot = a[c * k + c];
    if (!(pivot > 0)) return {};
    for (std::size_t j = 0; j < k; ++j) {
      a[c * k + j] /= pivot;
      b[c * k + j] /= pivot;
    }
    for (std::size_t r = 0; r < k; ++r) {
      const double factor = a[r * k + c];
      if (r == c || factor == 0) continue;
      for (std::size_t j = 0; j < k; ++j) {
        a[r * k + j] -= factor * a[c * k + j];
        b[r * k + j] -= factor * b[c * k + j];
      }
    }
  }
  return b;
}

ArmaDerivative::Direction towards(const std::vector<double>& coefficients, std::size_t place) {
  ArmaDerivative::Direction direction{coefficients, coefficients};
  direction.to[place] += 1;
  return direction;
}

// Hessian of the concentrated likelihood in the free coefficients by central differences of its
// exact gradient.
std::vector<double> information(ArmaDerivative& derivative, std::vector<double> coefficients,
                                std::span<const std::size_t> free) {
  constexpr double kStep = 1e-4;
  const std::size_t k = free.size();
  std::vector<ArmaDerivative::Direction> directions;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double here = coefficients[free[j]];
      for (const double step : {kStep, -kStep}) {
        coefficients[free[j]] = here + step;
        directions.push_back(towards(coefficients, free[i]));
      }
      coefficients[free[j]] = here;
    }
  }
  const auto slopes = derivative.along(directions);
  std::vector<double> result(k * k);
  std::size_t at = 0;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j <= i; ++j, at += 2) {
      result[i * k + j] = result[j * k + i] = (slopes[at] - slopes[at + 1]) / (2 * kStep);
    }
  }
  return result;
}

std::vector<std::size_t> free_places(const ArmaProblem& problem) {
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < problem.structure.num_coefficients(); ++i) {
    if (problem.fixed.empty() || !problem.fixed[i]) free.push_back(i);
  }
  return free;
}

// Those of the regressors themselves among coefficients of columns, or among their derivatives.
std::vector<double> of_regressors(std::span<const double> all, const Regression& regression) {
  std::vector<double> slopes(all.begin() + static_cast<std::ptrdiff_t>(regression.pulses.size()),
                             all.end());
  regression.solve(slopes);
  return slopes;
}

// Errors of coefficients from the observed information; those of slopes from the regression and,
// to first order, from how they move with the coefficients.
std::vector<double> standard_errors(ArmaObjective& objective, const ArmaProblem& problem,
                                    const Regression& regression,
                                    const std::vector<double>& coefficients, double variance) {
  const auto free = free_places(problem);
  const std::size_t k = free.size();
  const std::size_t m = regression.columns.size();
  std::vector<double> result(coefficients.size() + m, kNaN);
  ArmaDerivative derivative(problem);
  const auto covariance = inverse(information(derivative, coefficients, free), k);
  for (std::size_t i = 0; i < k && !covariance.empty(); ++i) {
    result[free[i]] = std::sqrt(std::max(0.0, covariance[i * k + i]));
  }
  if (m == 0) return result;
  std::vector<ArmaDerivative::Direction> directions;
  directions.reserve(k);
  for (const std::size_t place : free) directions.push_back(towards(coefficients, place));
  if (!directions.empty()) (void)derivative.along(directions);
  std::vector<std::vector<double>> moved;
  for (std::size_t i = 0; i < k; ++i) {
    moved.push_back(of_regressors(derivative.slopes(i), regression));
  }
  const std::size_t whole = regression.pulses.size() + m;
  const auto cross = objective.slope_covariance();
  // R⁻¹ C R⁻ᵀ: solve once for the columns, once for the rows.
  std::vector<std::vector<double>> half(m, std::vector<double>(m));
  for (std::size_t c = 0; c < m; ++c) {
    for (std::size_t r = 0; r < m; ++r) {
      half[c][r] = cross[(regression.pulses.size() + r) * whole + regression.pulses.size() + c];
    }
    regression.solve(half[c]);
  }
  for (std::size_t r = 0; r < m; ++r) {
    std::vector<double> row(m);
    for (std::size_t c = 0; c < m; ++c) row[c] = half[c][r];
    regression.solve(row);
    double spread = variance * row[r];
    for (std::size_t i = 0; i < k && !covariance.empty(); ++i) {
      for (std::size_t j = 0; j < k; ++j)
        spread += moved[i][r] * covariance[i * k + j] * moved[j][r];
    }
    result[coefficients.size() + r] = std::sqrt(std::max(0.0, spread));
  }
  return result;
}

// The optimum of the conditional sum of squares as a starting point; nothing where there is none.
std::optional<std::vector<double>> conditional_start(const Estimation& what, ArmaProblem problem,
                                                     std::size_t num_estimated) {
  problem.conditional = true;
  if (!(problem.num_observed() > static_cast<double>(num_estimated) + 1)) return std::nullopt;
  ArmaObjective conditional(problem);
  const Found found = search(conditional, problem, what.starts, what.max_searched, what.tolerance);
  if (!std::isfinite(found.value)) return std::nullopt;
  return conditional.coefficients(found.x);
}
}  // namespace

Result<Estimate> estimate(const Estimation& what, const Regression& regression, double unit) {
  ArmaProblem problem;
  problem.structure = what.order.structure();
  problem.columns = regression.views();
  problem.num_gaps = regression.pulses.size();
  problem.conditional = what.method == Method::kCss;
  problem.fixed = what.fixed;
  const double n = problem.num_observed() - static_cast<double>(regression.num_filled);
  const auto free = free_places(problem);
  const std::size_t count = free.size() + regression.columns.size();
  if (n < static_cast<double>(count) + 1) {
    return fail(
        ErrorCode::kTooShort,
        fmt::format("{} observations after differencing, but {} parameters to estimate; use "
                    "lower orders",
                    n, count));
  }
  std::vector<std::vector<double>> starts = what.starts;
  if (what.method == Method::kCssMl) {
    if (auto start = conditional_start(what, problem, count)) {
      starts.insert(starts.begin(), std::move(*start));
    }
  }
  ArmaObjective objective(problem);
  Found found = search(objective, problem, starts, what.max_searched, what.tolerance);
  if (what.standard_errors) polish(objective, found);
  if (!std::isfinite(found.value)) {
    return fail(ErrorCode::kNotFinite,
                what.order.name() +
                    " has no finite likelihood on this series; use lower orders, or "
                    "fill missing values first");
  }
  Estimate result;
  result.coefficients = objective.coefficients(found.x);
  const std::vector<std::vector<double>> at{result.coefficients};
  (void)objective.values_at(at);
  result.slopes = of_regressors(objective.slopes(), regression);
  for (double& slope : result.slopes) slope *= unit;
  result.sum_squares = objective.sum_squares();
  const double squares = std::max(result.sum_squares, 1e-30);
  result.log_likelihood =
      -0.5 * (n * (std::log(2 * std::numbers::pi * squares / n) + 1) + objective.log_det()) -
      n * std::log(unit);
  result.num_observations = static_cast<std::size_t>(n);
  result.num_parameters = count + 1;
  result.converged = found.converged;
  if (what.standard_errors) {
    result.standard_errors =
        standard_errors(objective, problem, regression, result.coefficients, squares / n);
    for (std::size_t c = 0; c < result.slopes.size(); ++c) {
      result.standard_errors[result.coefficients.size() + c] *= unit;
    }
  } else {
    result.standard_errors.assign(result.coefficients.size() + result.slopes.size(), kNaN);
  }
  return result;
}

ArimaFitted finish(const Estimation& what, const Estimate& found, const Prepared& prepared,
                   const Series& series, std::optional<double> lambda, bool bias_adjusted) {
  ArimaFitted model = ArimaFitted::at(what.order, what.terms, found.coefficients, found.slopes,
                                      what.method == Method::kCss);
  model.standard_errors = found.standard_errors;
  model.lambda = lambda;
  model.bias_adjusted = bias_adjusted;
  model.unit = prepared.unit;
  model.sum_squares = found.sum_squares;
  model.log_likelihood = found.log_likelihood;
  model.num_observations = found.num_observations;
  model.num_parameters = found.num_parameters;
  if (!found.converged) model.notes |= kArimaNotConverged;
  (void)model.update(series.values, series.regressors);
  return model;
}
}  // namespace foretell::arima

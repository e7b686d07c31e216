#include "foretell/models/arima/arma_objective.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "foretell/numeric/autoregression.hpp"

namespace foretell::arima {
namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kMostAutoregressive = 1 - 1e-5;
constexpr double kMostMovingAverage = 1 - 1e-7;
constexpr double kStep = 1e-6, kLeastRoom = 0.01;  // the likelihood bends more near the box's edge
}  // namespace

double ArmaProblem::num_observed() const {
  const std::size_t lost = conditional ? structure.ar_degree() : 0;
  return static_cast<double>(columns.back().values.size() - num_gaps) - static_cast<double>(lost);
}

ArmaObjective::ArmaObjective(const ArmaProblem& problem)
    : problem_(problem), num_observed_(problem.num_observed()), derivative_(problem) {
  std::size_t place = 0;
  for (const Factor& factor : problem.structure.factors()) {
    bool raw = false;
    for (std::size_t k = 0; k < factor.degree && !problem.fixed.empty(); ++k) {
      raw = raw || problem.fixed[place + k].has_value();
    }
    const double most = raw                     ? std::numeric_limits<double>::max()
                        : factor.moving_average ? kMostMovingAverage
                                                : kMostAutoregressive;
    for (std::size_t k = 0; k < factor.degree; ++k) {
      if (raw && problem.fixed[place + k]) continue;
      free_.push_back(place + k);
      lower_.push_back(-most);
      upper_.push_back(most);
    }
    raw_.push_back(raw);
    place += factor.degree;
  }
}

std::vector<double> ArmaObjective::coefficients(std::span<const double> x) const {
  std::vector<double> result(problem_.structure.num_coefficients());
  for (std::size_t i = 0; i < problem_.fixed.size(); ++i) result[i] = problem_.fixed[i].value_or(0);
  for (std::size_t i = 0; i < free_.size(); ++i) result[free_[i]] = x[i];
  std::size_t place = 0;
  for (std::size_t f = 0; f < raw_.size(); ++f) {
    const Factor& factor = problem_.structure.factors()[f];
    const auto own = std::span(result).subspan(place, factor.degree);
    place += factor.degree;
    if (raw_[f]) continue;
    numeric::coefficients_from_partial(own, own);
    if (!factor.moving_average) continue;
    for (double& value : own) value = -value;
  }
  return result;
}

std::vector<double> ArmaObjective::point(std::span<const double> coefficients) const {
  std::vector<double> all(coefficients.begin(), coefficients.end());
  std::size_t place = 0;
  for (std::size_t f = 0; f < raw_.size(); ++f) {
    const Factor& factor = problem_.structure.factors()[f];
    const auto own = std::span(all).subspan(place, factor.degree);
    place += factor.degree;
    if (raw_[f]) continue;
    if (factor.moving_average) {
      for (double& value : own) value = -value;
    }
    if (!numeric::partial_from_coefficients(own, own)) std::fill(own.begin(), own.end(), 0.0);
  }
  std::vector<double> x(free_.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::clamp(all[free_[i]], lower_[i], upper_[i]);
  return x;
}

// Only coefficients that were not made from partial autocorrelations can leave the region.
bool ArmaObjective::admissible(std::span<const double> coefficients) const {
  std::size_t place = 0;
  for (std::size_t f = 0; f < raw_.size(); ++f) {
    const Factor& factor = problem_.structure.factors()[f];
    std::vector<double> own(
        coefficients.begin() + static_cast<std::ptrdiff_t>(place),
        coefficients.begin() + static_cast<std::ptrdiff_t>(place + factor.degree));
    place += factor.degree;
    if (!raw_[f]) continue;
    if (factor.moving_average) {
      for (double& value : own) value = -value;
    }
    if (!numeric::partial_from_coefficients(own, own)) return false;
  }
  return true;
}

void ArmaObjective::run(std::span<const std::vector<double>> coefficients) {
  const std::size_t count = (coefficients.size() + kLanes - 1) / kLanes;
  if (groups_.size() < count) groups_.resize(count);
  for (std::size_t g = 0; g < count; ++g) {
    ArmaLanes& lanes = groups_[g];
    lanes.reset(problem_.structure);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::size_t set = std::min(g * kLanes + lane, coefficients.size() - 1);
      problem_.structure.expand(coefficients[set], lanes.ar() + lane, lanes.ma() + lane, kLanes);
    }
    lanes.filter(problem_.structure, problem_.columns, problem_.conditional);
    lanes.regress(problem_.columns, problem_.num_gaps);
  }
}

double ArmaObjective::value_of(std::size_t set) const {
  const ArmaLanes& lanes = groups_[set / kLanes];
  const double squares = std::max(lanes.sum_squares()[set % kLanes], kLeastSquares);
  const double value = 0.5 * (num_observed_ * std::log(squares) + lanes.log_det()[set % kLanes]);
  return std::isfinite(value) ? value : kInfinity;
}

std::vector<double> ArmaObjective::values_at(std::span<const std::vector<double>> coefficients) {
  last_.clear();
  run(coefficients);
  std::vector<double> result(coefficients.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = admissible(coefficients[i]) ? value_of(i) : kInfinity;
  }
  return result;
}

std::vector<double> ArmaObjective::values(std::span<const std::vector<double>> points) {
  std::vector<std::vector<double>> sets;
  sets.reserve(points.size());
  for (const auto& x : points) sets.push_back(coefficients(x));
  return values_at(sets);
}

// The point in lane 0, then one lane per variable.
void ArmaObjective::run_around(std::span<const double> x) {
  if (last_.size() == x.size() && !x.empty() && std::equal(x.begin(), x.end(), last_.begin()))
    return;
  std::vector<double> moved(x.begin(), x.end());
  steps_.resize(x.size());
  sets_.resize(x.size() + 1);
  sets_[0] = coefficients(x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double room = std::clamp(1 - std::abs(x[i]), kLeastRoom, 1.0);
    steps_[i] = x[i] > 0 ? -kStep * room : kStep * room;
    moved[i] = x[i] + steps_[i];
    steps_[i] = moved[i] - x[i];
    sets_[i + 1] = coefficients(moved);
    moved[i] = x[i];
  }
  run(sets_);
  last_.assign(x.begin(), x.end());
}

double ArmaObjective::value(std::span<const double> x) {
  run_around(x);
  return admissible(sets_[0]) ? value_of(0) : kInfinity;
}

void ArmaObjective::expand(std::span<const double> x, numeric::Expansion& out) {
  out.value = value(x);
  const std::size_t size = x.size();
  if (size == 0 || !std::isfinite(out.value)) return;
  const double squares = std::max(sum_squares(), kLeastSquares);
  const std::size_t count = size / kLanes + 1;
  std::vector<std::array<double, kLanes>> scale(count), reciprocal(count);
  for (std::size_t set = 0; set < count * kLanes; ++set) {
    const ArmaLanes& lanes = groups_[set / kLanes];
    const std::size_t lane = set % kLanes;
    scale[set / kLanes][lane] = std::exp((lanes.log_det()[lane] - log_det()) / (2 * num_observed_));
    reciprocal[set / kLanes][lane] = set == 0 || set > size ? 0 : 1 / steps_[set - 1];
    if (set == 0 || set > size) continue;
    const double change = (lanes.sum_squares()[lane] - sum_squares()) / squares;
    out.gradient[set - 1] =
        0.5 * (num_observed_ * std::log1p(change) + lanes.log_det()[lane] - log_det()) /
        steps_[set - 1];
  }
  if (exact_) out.gradient = gradient(x);
  const std::size_t last = problem_.columns.size() - 1;
  const auto block = [&](std::size_t g) {
    return DifferenceBlock{groups_[g].innovations(last), scale[g].data(), reciprocal[g].data()};
  };
  std::array<double, kLanes * kLanes> products{};
  for (std::size_t r = 0; r < count; ++r) {
    for (std::size_t c = 0; c <= r; ++c) {
      difference_products(block(r), block(c), block(0), products.data());
      for (std::size_t i = 0; i < kLanes * kLanes; ++i) {
        const std::size_t row = r * kLanes + i / kLanes;
        const std::size_t column = c * kLanes + i % kLanes;
        if (row == 0 || column == 0 || row > size || column > row) continue;
        out.curvature[(row - 1) * size + column - 1] = num_observed_ / squares * products[i];
      }
    }
  }
}

// The coefficients are affine in each x alone, so a step of one is a derivative.
std::vector<double> ArmaObjective::gradient(std::span<const double> x) {
  std::vector<ArmaDerivative::Direction> directions;
  std::vector<double> moved(x.begin(), x.end());
  for (double& value : moved) {
    value += 1;
    directions.push_back({coefficients(x), coefficients(moved)});
    value -= 1;
  }
  return derivative_.along(directions);
}

std::vector<double> ArmaObjective::slopes(std::size_t lane) const {
  const std::size_t count = problem_.columns.size() - 1;
  std::vector<double> result(count);
  for (std::size_t c = 0; c < count; ++c) {
    result[c] = groups_[lane / kLanes].slopes()[c * kLanes + lane % kLanes];
  }
  return result;
}

std::vector<double> ArmaObjective::slope_covariance() const {
  const std::size_t k = problem_.columns.size() - 1;
  const auto factor = groups_[0].normal_factor();
  std::vector<double> inverse(k * k, 0);  // of the triangular factor
  for (std::size_t c = 0; c < k; ++c) {
    for (std::size_t r = c; r < k; ++r) {
      double rest = r == c ? 1 : 0;
      for (std::size_t j = c; j < r; ++j) rest -= factor[(r * k + j) * kLanes] * inverse[j * k + c];
      inverse[r * k + c] = rest / factor[(r * k + r) * kLanes];
    }
  }
  std::vector<double> covariance(k * k, 0);
  for (std::size_t a = 0; a < k; ++a) {
    for (std::size_t b = 0; b < k; ++b) {
      for (std::size_t j = std::max(a, b); j < k; ++j) {
        covariance[a * k + b] += inverse[j * k + a] * inverse[j * k + b];
      }
    }
  }
  return covariance;
}
}  // namespace foretell::arima

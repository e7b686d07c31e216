#include "foretell/models/arima/arma_derivative.hpp"

#include <algorithm>

namespace foretell::arima {
namespace {
// The products of one direction and their derivatives into one lane.
void place(const ArmaStructure& structure, const ArmaDerivative::Direction& direction,
           std::size_t lane, ArmaLanes& lanes) {
  const std::size_t row = lanes.row();
  double* const ar = lanes.ar() + lane;
  double* const ma = lanes.ma() + lane;
  structure.expand(direction.at, ar, ma, row);
  structure.expand(direction.to, ar + kLanes, ma + kLanes, row);
  for (const std::size_t lag : structure.ar_lags()) ar[lag * row + kLanes] -= ar[lag * row];
  for (const std::size_t lag : structure.ma_lags()) ma[lag * row + kLanes] -= ma[lag * row];
}
}  // namespace

std::vector<double> ArmaDerivative::along(std::span<const Direction> directions) {
  const std::size_t count = (directions.size() + kLanes - 1) / kLanes;
  if (groups_.size() < count) groups_.resize(count);
  const double n = problem_.num_observed();
  std::vector<double> result;
  for (std::size_t g = 0; g < count; ++g) {
    ArmaLanes& lanes = groups_[g];
    lanes.reset(problem_.structure, true);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::size_t i = std::min(g * kLanes + lane, directions.size() - 1);
      place(problem_.structure, directions[i], lane, lanes);
    }
    lanes.filter(problem_.structure, problem_.columns, problem_.conditional);
    lanes.regress(problem_.columns, problem_.num_gaps);
    for (std::size_t lane = 0; lane < kLanes && result.size() < directions.size(); ++lane) {
      const double squares = lanes.sum_squares()[lane];
      const double slope = squares > kLeastSquares ? lanes.sum_squares()[kLanes + lane] : 0;
      result.push_back(
          0.5 * (n * slope / std::max(squares, kLeastSquares) + lanes.log_det()[kLanes + lane]));
    }
  }
  return result;
}

std::vector<double> ArmaDerivative::slopes(std::size_t i) const {
  const ArmaLanes& lanes = groups_[i / kLanes];
  std::vector<double> result(problem_.columns.size() - 1);
  for (std::size_t c = 0; c < result.size(); ++c) {
    result[c] = lanes.slopes()[c * lanes.row() + kLanes + i % kLanes];
  }
  return result;
}
}  // namespace foretell::arima

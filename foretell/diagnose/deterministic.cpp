#include "foretell/diagnose/deterministic.hpp"

#include <numeric>

namespace foretell {
std::size_t num_coefficients(Deterministic part) {
  return part == Deterministic::kNone ? 0 : part == Deterministic::kConstant ? 1 : 2;
}

std::vector<double> without(Deterministic part, std::span<const double> y) {
  std::vector<double> rest(y.begin(), y.end());
  if (part == Deterministic::kNone || y.empty()) return rest;
  const auto n = static_cast<double>(y.size());
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
  for (double& value : rest) value -= mean;
  if (part == Deterministic::kConstant || y.size() < 2) return rest;
  const double middle = (n - 1) / 2;
  double product = 0;
  for (std::size_t t = 0; t < rest.size(); ++t) {
    product += (static_cast<double>(t) - middle) * rest[t];
  }
  const double slope = product / (n * (n * n - 1) / 12);
  for (std::size_t t = 0; t < rest.size(); ++t) {
    rest[t] -= slope * (static_cast<double>(t) - middle);
  }
  return rest;
}
}  // namespace foretell

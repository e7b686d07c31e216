#pragma once
#include <cstddef>
#include <span>

namespace foretell::network {
/// How the losses of the rows become one number: J = Σ_r weight_r · J_r, divided by Σ_r weight_r
/// where `mean` is set. A row is one step of one sequence, so that J is the sum over time.
template <class Real>
struct LossOptions {
  bool mean = true;
  std::span<const Real> weights = {};  ///< one per row, ≥ 0; empty: all one
};

/// The factor of each row: weight_r, over the sum of the weights for a mean. A sum of zero gives
/// zeros.
template <class Real>
class RowFactors {
 public:
  RowFactors(const LossOptions<Real>& options, std::size_t rows) : weights_(options.weights) {
    if (!options.mean) return;
    double sum = weights_.empty() ? static_cast<double>(rows) : 0;
    for (const Real weight : weights_) sum += static_cast<double>(weight);
    scale_ = sum > 0 ? 1 / sum : 0;
  }
  [[nodiscard]] double operator[](std::size_t r) const {
    return weights_.empty() ? scale_ : scale_ * static_cast<double>(weights_[r]);
  }

 private:
  std::span<const Real> weights_;
  double scale_ = 1;
};
}  // namespace foretell::network

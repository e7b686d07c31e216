#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace foretell {
/// What a forecast by simulation draws. Models with analytic variances ignore it.
///   seed, stream  the numbers drawn depend on these two alone; a panel gives each series its own
///   stream
struct SimulationOptions {
  std::uint64_t seed = 42;
  std::uint64_t stream = 0;
  std::size_t num_paths = 1000;
};

/// How well a fitted model describes the data it was fitted to.
///   aic  = −2 ℓ + 2 k,  aicc = aic + 2 k (k + 1) / (n − k − 1) (infinite for n ≤ k + 1),
///   bic  = −2 ℓ + k log n
/// ℓ leaves out constants exactly as R's package forecast does, so compare within a family only.
struct InformationCriteria {
  double log_likelihood = 0;         ///< ℓ
  std::size_t num_parameters = 0;    ///< k, with initial states and the variance
  std::size_t num_observations = 0;  ///< n, without missing values

  [[nodiscard]] double aic() const;
  [[nodiscard]] double aicc() const;
  [[nodiscard]] double bic() const;
};

/// A fitted model in words and numbers, for reports and tables.
struct ModelDescription {
  std::string name;                                     ///< "ETS(A,Ad,N)"
  std::vector<std::pair<std::string, double>> numbers;  ///< parameters, initial states, sigma
  std::string remark;  ///< e.g. which fallback was taken; often empty
};
}  // namespace foretell

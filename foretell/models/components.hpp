#pragma once
#include <span>
#include <string>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// What a model's one-step predictions are made of. The parts are put together from left to right:
///   ŷ_t = p¹_t,  then ŷ_t ← ŷ_t + pᵏ_t, or ŷ_t · pᵏ_t where part k multiplies
struct Components {
  struct Part {
    std::string name;            ///< level, trend, season, regression, …
    std::vector<double> values;  ///< [n]; in units of y, a factor where it multiplies
    bool multiplies = false;
  };
  std::vector<Part> parts;  ///< at least one; the first does not multiply

  /// The predictions.
  ///   Shapes  [n]
  [[nodiscard]] std::vector<double> combined() const;
  /// How the parts, and the remainder y − ŷ, give y: "(level + trend) * season + remainder".
  [[nodiscard]] std::string formula() const;
};
}  // namespace foretell

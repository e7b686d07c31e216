#pragma once
#include <string>
#include <vector>

#include "foretell/network/layers/recurrent_direction.hpp"

namespace foretell::network {
/// How one gate was used over all steps and units of some sequences.
struct GateUse {
  std::string name;  ///< "input", "forget", "candidate", "output", "reset", "update"
  double mean = 0;
  double saturated = 0;        ///< share of values within 0.05 of the ends of the gate's range
  double spectral_radius = 0;  ///< of the recurrent weights of this gate alone
};

/// Names of a cell's gates in the order of its blocks.
[[nodiscard]] std::vector<std::string> gate_names(const CellOptions& cell);

/// The use of every gate of a layer.
///   Shapes  gates [rows, G·H], as a probe gives them in inference
template <class Real>
[[nodiscard]] std::vector<GateUse> use_of_gates(const RecurrentDirection<Real>& direction,
                                                MatrixView<const Real> gates);

/// Steps in which a unit's memory fades to 1/e, τ = −1/log(mean of the keeping gate), ascending;
/// empty for cells without one.
template <class Real>
[[nodiscard]] std::vector<double> time_constants(const RecurrentDirection<Real>& direction,
                                                 MatrixView<const Real> gates);
}  // namespace foretell::network

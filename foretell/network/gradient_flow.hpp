#pragma once
#include <string>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/network/gate_use.hpp"
#include "foretell/network/layers/recurrent.hpp"

namespace foretell::network {
enum class FlowVerdict { kVanishing, kHealthy, kExploding };

/// What one layer in one direction does to gradients.
struct LayerFlow {
  std::string name;  ///< "l0", "l1_reverse"
  /// ‖∂J/∂h_t‖ and ‖∂J/∂c_t‖ at distance 0, 1 … from the loss, root mean square over sequences.
  std::vector<double> h, c;
  std::vector<GateUse> gates;
  /// Steps in which a unit's memory fades to 1/e, τ = −1/log(mean of the keeping gate), ascending
  /// by unit; empty for cells without one.
  std::vector<double> time_constants;
};

/// How gradients of a loss at the end of each sequence reach its beginning.
///   Verdict  vanishing: over the greatest distance the gradient of the last layer's states (the
///            larger of h and c) shrinks below 1e-3 of what it was; exploding: grows above 1e3, or
///            is not finite
///   Source   Bengio, Simard & Frasconi (1994), IEEE Trans. Neural Netw. 5; Pascanu, Mikolov &
///            Bengio (2013), arXiv 1211.5063
struct GradientFlow {
  std::vector<LayerFlow> layers;
  double ratio = 1;     ///< of the gradient at the greatest distance to that at the loss
  double per_step = 1;  ///< its root by the number of steps
  FlowVerdict verdict = FlowVerdict::kHealthy;
  std::string advice;  ///< the cure in words
};

/// Sends J = Σ u·h, of each sequence's last step in the layer's direction, back through the
/// network; u is a fixed vector of norm one. Gradients of parameters are left as they were.
///   Shapes  x [layout.rows(), layer.input_size()]
///   Errors  as check_frames
template <class Real>
[[nodiscard]] Result<GradientFlow> measure_gradient_flow(Parameters<Real>& parameters,
                                                         const Recurrent<Real>& layer,
                                                         MatrixView<const Real> x,
                                                         const RaggedLayout& layout);

/// Norms of the rows of a gradient by distance from each sequence's last step (its first, where
/// `reverse`), root mean square over the sequences that long.
///   Shapes  gradient [layout.rows(), N] → [layout.steps()]
template <class Real>
[[nodiscard]] std::vector<double> norms_by_distance(MatrixView<const Real> gradient,
                                                    const RaggedLayout& layout, bool reverse);
}  // namespace foretell::network

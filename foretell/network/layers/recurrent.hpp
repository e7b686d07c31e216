#pragma once
#include <span>
#include <string>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/network/layers/packed_recurrent.hpp"
#include "foretell/network/layers/recurrent_run.hpp"

namespace foretell::network {
enum class Direction { kForward, kReverse, kBoth };

struct RecurrentOptions {
  CellOptions cell;
  std::vector<std::size_t> hidden_sizes = {128};  ///< one per layer, first to last
  Direction direction = Direction::kForward;
  std::vector<std::size_t> dilations = {};  ///< one per layer; empty: all 1
  double dropout = 0;                       ///< of what goes from layer to layer, in [0, 1)
  bool residual = false;       ///< adds a layer's input to its output where the widths agree
  bool learned_state = false;  ///< initial states are parameters; else zero
  bool recompute = false;      ///< backward computes windows of √T steps again
};

/// What a call of a recurrent network starts from and hands out, beside its output. Of all spans
/// the element for layer l in direction d stands at l·directions + d; empty: none.
template <class Real>
struct RecurrentCall {
  std::span<const StateVariables> initial = {};
  std::span<StateVariables> last = {};  ///< written
  bool only_last = false;               ///< no output of the steps: apply returns no variable
  const PackedRecurrent<Real>* packed = nullptr;  ///< of this layer's weights as they are now
  std::span<RecurrentProbe<Real>> probes = {};    ///< written; forbids recompute for this call
};

/// One or several layers of recurrent cells over a ragged batch, in one or both directions. The
/// reverse direction starts at each sequence's own end. Holds pointers to its parameters; tapes
/// hold pointers to it until they begin anew.
///   Shapes  x [rows, input_size] → [rows, directions·P] of the last layer, forward first
///   Names   <name>.weight_ih_l0, …, those of layer l in reverse end in _l<l>_reverse, as PyTorch
///   Errors  add: kInvalidOption (a size of zero, a probability outside [0, 1), options that the
///           cell does not have)
template <class Real>
class Recurrent {
 public:
  [[nodiscard]] static Result<Recurrent> add(Parameters<Real>& parameters, const std::string& name,
                                             std::size_t input_size,
                                             const RecurrentOptions& options);

  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x, const RaggedLayout& layout,
                               const RecurrentCall<Real>& call = {}) const;

  [[nodiscard]] const RecurrentOptions& options() const { return options_; }
  [[nodiscard]] std::size_t num_directions() const {
    return options_.direction == Direction::kBoth ? 2 : 1;
  }
  [[nodiscard]] std::size_t num_layers() const { return options_.hidden_sizes.size(); }
  /// Elements of the spans of a call.
  [[nodiscard]] std::size_t num_states() const { return num_layers() * num_directions(); }
  [[nodiscard]] const RecurrentDirection<Real>& direction(std::size_t state) const {
    return directions_[state];
  }
  [[nodiscard]] PackedRecurrent<Real> packed() const { return PackedRecurrent<Real>(directions_); }
  [[nodiscard]] std::size_t input_size() const { return directions_.front().weight_ih->cols; }
  [[nodiscard]] std::size_t output_size() const {
    return num_directions() * directions_.back().state_size;
  }

 private:
  [[nodiscard]] Variable apply_layer(Tape<Real>& tape, Variable x, const RaggedLayout& layout,
                                     std::size_t layer, const RecurrentCall<Real>& call) const;

  RecurrentOptions options_;
  std::vector<RecurrentDirection<Real>> directions_;
};
}  // namespace foretell::network

#pragma once
#include "foretell/network/layers/recurrent.hpp"
#include "foretell/trainer/onnx_graph.hpp"

namespace foretell {
/// What a recurrent network left in a graph: names of its values.
struct OnnxRecurrent {
  std::string output;                            ///< [steps, batch, directions · hidden]
  std::vector<std::string> first_h{}, last_h{};  ///< of each layer, [directions, batch, hidden]
  std::vector<std::string> first_c{}, last_c{};  ///< of each layer of an LSTM
};

/// Adds a recurrent network as ONNX's RNN, GRU and LSTM nodes, one per layer, with dynamic batch
/// and lengths. Dropout is left out, as in inference. Initial states are inputs that may be left
/// out, and are zero then: an initializer of zeros under the input's name, of batch one, which is
/// expanded to the batch.
///   Shapes  input [steps, batch, input_size] float; lengths [batch] int32. Beyond its length a
///           sequence's output is zero
///   Errors  kUnsupported (what ONNX has no operator for: the one-gate GRU, layer norm, coupled
///           gates, projection, zoneout, dilation, learned states)
[[nodiscard]] Result<OnnxRecurrent> add_onnx_recurrent(OnnxGraph& graph, const std::string& name,
                                                       const network::Recurrent<float>& recurrent,
                                                       const std::string& input,
                                                       const std::string& lengths);
}  // namespace foretell

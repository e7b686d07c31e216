#include "foretell/tasks/generation/sequence_onnx.hpp"

#include <array>

#include "foretell/trainer/onnx_recurrent.hpp"

namespace foretell {
namespace {
/// The transposed weight of a linear map, for a product from the right.
std::vector<float> transposed(const Parameter<float>& weight) {
  std::vector<float> result(weight.value.size());
  for (std::size_t r = 0; r < weight.rows; ++r) {
    for (std::size_t c = 0; c < weight.cols; ++c) {
      result[c * weight.rows + r] = weight.value[r * weight.cols + c];
    }
  }
  return result;
}
}  // namespace

Result<std::string> onnx_bytes(const SequenceModel& model) {
  OnnxGraph graph;
  const std::string width = std::to_string(model.alphabet().width());
  std::string input = "frames";
  if (model.alphabet().kind == SequenceKind::kText) {
    graph.add_input("tokens", OnnxType::kInt64, {"steps", "batch"});
    const Parameter<float>& table = *model.embedding().table;
    graph.add_constant(table.name, std::array{table.rows, table.cols}, table.value);
    input = graph.add_node("Gather", {table.name, "tokens"}, {"embedded"});
  } else {
    graph.add_input("frames", OnnxType::kFloat, {"steps", "batch", width});
  }
  graph.add_input("lengths", OnnxType::kInt32, {"batch"});
  const auto recurrent = add_onnx_recurrent(graph, "rnn", model.recurrent(), input, "lengths");
  if (!recurrent) return fail(recurrent.error());
  const Parameter<float>& weight = *model.output().weight;
  graph.add_constant("output.weight_transposed", std::array{weight.cols, weight.rows},
                     transposed(weight));
  graph.add_node("MatMul", {recurrent->output, "output.weight_transposed"}, {"output.product"});
  const Parameter<float>& bias = *model.output().bias;
  graph.add_constant(bias.name, std::array{bias.cols}, bias.value);
  graph.add_node("Add", {"output.product", bias.name}, {"logits"});
  graph.add_output("logits", OnnxType::kFloat, {"steps", "batch", width});
  for (const auto* names : {&recurrent->last_h, &recurrent->last_c}) {
    for (const std::string& name : *names) {
      graph.add_output(name, OnnxType::kFloat,
                       {"1", "batch", std::to_string(model.options().hidden)});
    }
  }
  return graph.model_bytes("sequence_model");
}
}  // namespace foretell

#include "foretell/trainer/onnx_recurrent.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace foretell {
namespace {
using network::CellKind;
using Direction = network::RecurrentDirection<float>;

/// How ONNX spells a cell: its operator, and which of our blocks of rows comes first, second, …
struct Spelling {
  std::string type;
  std::vector<std::size_t> blocks;
};

Spelling spelling_of(CellKind kind) {
  if (kind == CellKind::kElmanTanh || kind == CellKind::kElmanRelu) return {"RNN", {0}};
  if (kind == CellKind::kGru || kind == CellKind::kGruResetBefore) return {"GRU", {1, 0, 2}};
  return {"LSTM", {0, 3, 1, 2}};  // i o f c of i f g o
}

std::optional<std::string> missing_operator(const network::RecurrentOptions& options) {
  const network::CellOptions& cell = options.cell;
  if (cell.kind == CellKind::kOneGateGru) return "the one-gate GRU";
  if (cell.layer_norm) return "layer norm";
  if (cell.coupled_gates) return "coupled gates";
  if (cell.projection_size > 0) return "projection";
  if (cell.zoneout > 0 || cell.zoneout_memory > 0) return "zoneout";
  if (options.learned_state) return "learned initial states";
  const bool dilated = std::any_of(options.dilations.begin(), options.dilations.end(),
                                   [](std::size_t dilation) { return dilation != 1; });
  return dilated ? std::optional<std::string>("dilation") : std::nullopt;
}

/// Appends the blocks of `size` numbers in the order that ONNX wants.
void append_blocks(const std::vector<float>& values, const std::vector<std::size_t>& blocks,
                   std::vector<float>& to) {
  const std::size_t size = values.size() / blocks.size();
  for (const std::size_t block : blocks) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(block * size);
    to.insert(to.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
  }
}

const Parameter<float>& state_weight(const Direction& direction) {
  return std::visit(
      [](const auto& cell) -> const Parameter<float>& { return *cell.products()[0].weight; },
      direction.cell);
}

/// Both biases of a direction, ours and that of the state: zeros but for a GRU's n.
void append_biases(const Direction& direction, const Spelling& spelling, std::vector<float>& to) {
  const std::size_t hidden = direction.hidden_size, count = spelling.blocks.size() * hidden;
  const std::vector<float> none(count);
  append_blocks(direction.bias_ih == nullptr ? none : direction.bias_ih->value, spelling.blocks,
                to);
  to.resize(to.size() + count);
  const auto* gru = std::get_if<network::GruCell<float>>(&direction.cell);
  if (gru == nullptr || gru->bias_hh == nullptr) return;
  std::copy(gru->bias_hh->value.begin(), gru->bias_hh->value.end(),
            to.end() - static_cast<std::ptrdiff_t>(hidden));
}

/// One layer as a node, from its directions.
class Layer {
 public:
  Layer(OnnxGraph& graph, std::string name, const network::Recurrent<float>& recurrent,
        std::size_t layer)
      : graph_(graph),
        name_(std::move(name)),
        recurrent_(recurrent),
        layer_(layer),
        spelling_(spelling_of(recurrent.options().cell.kind)) {}

  std::string add(const std::string& input, const std::string& lengths, OnnxRecurrent& result) {
    add_weights();
    const bool memory = spelling_.type == "LSTM";
    std::vector<std::string> inputs{input, name_ + ".W", name_ + ".R", name_ + ".B", lengths};
    add_shape_of_states(lengths);
    inputs.push_back(add_first(".first_h", result.first_h));
    if (memory) inputs.push_back(add_first(".first_c", result.first_c));
    if (recurrent_.options().cell.kind == CellKind::kPeepholeLstm) {
      add_peepholes();
      inputs.push_back(name_ + ".P");
    }
    std::vector<std::string> outputs{name_ + ".y", name_ + ".last_h"};
    if (memory) outputs.push_back(name_ + ".last_c");
    graph_.add_node(spelling_.type, inputs, outputs, attributes());
    result.last_h.push_back(outputs[1]);
    if (memory) result.last_c.push_back(outputs[2]);
    // [steps, directions, batch, H] → [steps, batch, directions · H]
    if (directions() == 1) {
      graph_.add_constant(name_ + ".axis", std::array<std::int64_t, 1>{1});
      return graph_.add_node("Squeeze", {outputs[0], name_ + ".axis"}, {name_ + ".h"});
    }
    graph_.add_constant(name_ + ".half", std::array<std::int64_t, 2>{1, 1});
    graph_.add_node("Split", {outputs[0], name_ + ".half"},
                    {name_ + ".forward", name_ + ".reverse"}, {{.name = "axis", .number = 1}});
    graph_.add_constant(name_ + ".axis", std::array<std::int64_t, 1>{1});
    graph_.add_node("Squeeze", {name_ + ".forward", name_ + ".axis"}, {name_ + ".hf"});
    graph_.add_node("Squeeze", {name_ + ".reverse", name_ + ".axis"}, {name_ + ".hr"});
    return graph_.add_node("Concat", {name_ + ".hf", name_ + ".hr"}, {name_ + ".h"},
                           {{.name = "axis", .number = 2}});
  }

 private:
  [[nodiscard]] std::size_t directions() const { return recurrent_.num_directions(); }
  [[nodiscard]] const Direction& direction(std::size_t d) const {
    return recurrent_.direction(layer_ * directions() + d);
  }

  /// [directions, batch, hidden], the batch being that of the lengths.
  void add_shape_of_states(const std::string& lengths) {
    graph_.add_constant(name_ + ".directions", std::array{static_cast<std::int64_t>(directions())});
    graph_.add_constant(name_ + ".hidden",
                        std::array{static_cast<std::int64_t>(direction(0).hidden_size)});
    graph_.add_node("Shape", {lengths}, {name_ + ".batch"});
    graph_.add_node("Concat", {name_ + ".directions", name_ + ".batch", name_ + ".hidden"},
                    {name_ + ".states"}, {{.name = "axis", .number = 0}});
  }

  /// An initial state that may be given, for as many sequences as there are.
  std::string add_first(const std::string& word, std::vector<std::string>& names) {
    const std::size_t hidden = direction(0).hidden_size;
    const std::string name = name_ + word;
    graph_.add_input(name, OnnxType::kFloat,
                     {std::to_string(directions()), "state_batch", std::to_string(hidden)});
    graph_.add_constant(name, std::array{directions(), std::size_t{1}, hidden},
                        std::vector<float>(directions() * hidden));
    names.push_back(name);
    return graph_.add_node("Expand", {name, name_ + ".states"}, {name + ".expanded"});
  }

  void add_weights() {
    std::vector<float> w, r, b;
    for (std::size_t d = 0; d < directions(); ++d) {
      append_blocks(direction(d).weight_ih->value, spelling_.blocks, w);
      append_blocks(state_weight(direction(d)).value, spelling_.blocks, r);
      append_biases(direction(d), spelling_, b);
    }
    const std::size_t hidden = direction(0).hidden_size, rows = spelling_.blocks.size() * hidden;
    graph_.add_constant(name_ + ".W", std::array{directions(), rows, direction(0).weight_ih->cols},
                        w);
    graph_.add_constant(name_ + ".R", std::array{directions(), rows, hidden}, r);
    graph_.add_constant(name_ + ".B", std::array{directions(), 2 * rows}, b);
  }

  void add_peepholes() {
    std::vector<float> p;
    for (std::size_t d = 0; d < directions(); ++d) {
      const auto& cell = std::get<network::LstmCell<float>>(direction(d).cell);
      append_blocks(cell.peephole->value, {0, 2, 1}, p);  // i o f of i f o
    }
    graph_.add_constant(name_ + ".P", std::array{directions(), 3 * direction(0).hidden_size}, p);
  }

  [[nodiscard]] std::vector<OnnxAttribute> attributes() const {
    const network::RecurrentOptions& options = recurrent_.options();
    std::vector<OnnxAttribute> result{
        {.name = "hidden_size", .number = static_cast<std::int64_t>(direction(0).hidden_size)}};
    if (options.direction != network::Direction::kForward) {
      const bool both = options.direction == network::Direction::kBoth;
      result.push_back({.name = "direction", .words = {both ? "bidirectional" : "reverse"}});
    }
    if (options.cell.kind == CellKind::kGru) {
      result.push_back({.name = "linear_before_reset", .number = 1});
    }
    if (options.cell.kind == CellKind::kElmanRelu) {
      result.push_back(
          {.name = "activations", .words = std::vector<std::string>(directions(), "Relu")});
    }
    return result;
  }

  OnnxGraph& graph_;
  std::string name_;
  const network::Recurrent<float>& recurrent_;
  std::size_t layer_;
  Spelling spelling_;
};
}  // namespace

Result<OnnxRecurrent> add_onnx_recurrent(OnnxGraph& graph, const std::string& name,
                                         const network::Recurrent<float>& recurrent,
                                         const std::string& input, const std::string& lengths) {
  if (const auto missing = missing_operator(recurrent.options())) {
    return fail(ErrorCode::kUnsupported, fmt::format("ONNX has no operator for {}", *missing));
  }
  OnnxRecurrent result{.output = input};
  std::size_t width = recurrent.input_size();
  for (std::size_t layer = 0; layer < recurrent.num_layers(); ++layer) {
    const std::string layer_name = fmt::format("{}.l{}", name, layer);
    const std::string before = result.output;
    result.output = Layer(graph, layer_name, recurrent, layer).add(before, lengths, result);
    const std::size_t now = recurrent.num_directions() * recurrent.options().hidden_sizes[layer];
    if (recurrent.options().residual && now == width) {
      result.output = graph.add_node("Add", {before, result.output}, {layer_name + ".sum"});
    }
    width = now;
  }
  return result;
}
}  // namespace foretell

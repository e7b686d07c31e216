#include "foretell/network/layers/recurrent.hpp"

#include <fmt/format.h>

#include "foretell/network/layers/dropout.hpp"
#include "foretell/network/ops/combine.hpp"

namespace foretell::network {
namespace {
bool is_probability(double p) {
  return p >= 0 && p < 1;
}

bool is_lstm(const CellOptions& cell) {
  return cell.kind == CellKind::kLstm || cell.kind == CellKind::kPeepholeLstm;
}

Result<void> check_cell(const CellOptions& cell) {
  for (const auto& [name, p] : {std::pair{"zoneout", cell.zoneout},
                                {"zoneout_memory", cell.zoneout_memory},
                                {"recurrent_dropout", cell.recurrent_dropout}}) {
    if (!is_probability(p)) {
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("{} is {}, but a probability in [0, 1) is needed", name, p));
    }
  }
  const bool lstm_only = cell.coupled_gates || cell.projection_size > 0 || cell.zoneout_memory > 0;
  if (lstm_only && !is_lstm(cell)) {
    return fail(ErrorCode::kInvalidOption,
                "coupled_gates, projection_size and zoneout_memory are options of the LSTM only");
  }
  return {};
}

Result<void> check(std::size_t input_size, const RecurrentOptions& options) {
  if (input_size == 0) {
    return fail(ErrorCode::kInvalidOption, "input_size is 0; a layer needs at least one input");
  }
  if (options.hidden_sizes.empty()) {
    return fail(ErrorCode::kInvalidOption, "hidden_sizes is empty; name one width per layer");
  }
  for (const std::size_t width : options.hidden_sizes) {
    if (width == 0) return fail(ErrorCode::kInvalidOption, "a hidden size is 0; at least 1");
  }
  if (!options.dilations.empty() && options.dilations.size() != options.hidden_sizes.size()) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} dilations for {} layers; name one per layer, or none",
                            options.dilations.size(), options.hidden_sizes.size()));
  }
  for (const std::size_t dilation : options.dilations) {
    if (dilation == 0) return fail(ErrorCode::kInvalidOption, "a dilation is 0; at least 1");
  }
  if (!is_probability(options.dropout)) {
    return fail(
        ErrorCode::kInvalidOption,
        fmt::format("dropout is {}, but a probability in [0, 1) is needed", options.dropout));
  }
  return check_cell(options.cell);
}

template <class Real>
RecurrentDirection<Real> add_direction(Parameters<Real>& parameters, const CellPlace& place,
                                       std::size_t input_size, const RecurrentOptions& options) {
  RecurrentDirection<Real> made;
  made.options = options.cell;
  made.shape = CellShape::of(options.cell);
  made.hidden_size = place.hidden_size;
  const std::size_t projected = options.cell.projection_size;
  made.state_size = projected > 0 ? projected : place.hidden_size;
  const std::size_t sums = made.shape.num_gates * place.hidden_size;
  made.weight_ih = &parameters.add(place.name("weight_ih"), sums, input_size);
  made.cell = add_cell(parameters, options.cell, place);
  if (options.cell.bias) made.bias_ih = &parameters.add(place.name("bias_ih"), 1, sums);
  if (options.cell.layer_norm) made.gain_ih = &parameters.add(place.name("gain_ih"), 1, sums);
  if (!options.learned_state) return made;
  made.start_h = &parameters.add(place.name("start_h"), 1, made.state_size);
  if (made.shape.memory) made.start_c = &parameters.add(place.name("start_c"), 1, made.hidden_size);
  return made;
}
}  // namespace

template <class Real>
Result<Recurrent<Real>> Recurrent<Real>::add(Parameters<Real>& parameters, const std::string& name,
                                             std::size_t input_size,
                                             const RecurrentOptions& options) {
  if (auto checked = check(input_size, options); !checked) return fail(checked.error());
  Recurrent result;
  result.options_ = options;
  for (std::size_t l = 0; l < options.hidden_sizes.size(); ++l) {
    for (std::size_t d = 0; d < result.num_directions(); ++d) {
      const bool reverse = options.direction == Direction::kReverse || d == 1;
      const CellPlace place{name + ".", fmt::format("_l{}{}", l, reverse ? "_reverse" : ""),
                            options.hidden_sizes[l]};
      auto made = add_direction(parameters, place, input_size, options);
      made.reverse = reverse;
      made.dilation = options.dilations.empty() ? 1 : options.dilations[l];
      result.directions_.push_back(made);
    }
    input_size = result.num_directions() * result.directions_.back().state_size;
  }
  return result;
}

template <class Real>
Variable Recurrent<Real>::apply_layer(Tape<Real>& tape, Variable x, const RaggedLayout& layout,
                                      std::size_t layer, const RecurrentCall<Real>& call) const {
  struct Runs {
    std::array<RecurrentRun<Real>, 2> of;
  };
  Runs* runs = tape.keep(Runs{});
  const bool last_layer = layer + 1 == num_layers();
  const std::size_t at = layer * num_directions(), count = num_directions();
  const std::size_t width = directions_[at].state_size;
  typename RecurrentRun<Real>::Input input{.layout = &layout, .x = x};
  // Variables made one after another: outputs of one node.
  input.out = tape.make(last_layer && call.only_last ? 0 : layout.rows(), count * width, true);
  const Variable first = input.out;
  if (last_layer && call.only_last) input.out = {};
  std::array<StateVariables, 2> last{};
  for (std::size_t d = 0; d < count; ++d) {
    const auto& direction = directions_[at + d];
    const std::size_t dilation = direction.dilation;
    last[d].h = tape.make(layout.batch(), dilation * direction.state_size, true);
    const std::size_t memory = direction.shape.memory ? direction.hidden_size : 0;
    last[d].c = tape.make(memory > 0 ? layout.batch() : 0, dilation * memory, true);
    if (memory == 0) last[d].c = {};
  }
  for (std::size_t d = 0; d < count; ++d) {
    input.layer = &directions_[at + d];
    input.column = d * width;
    input.last = last[d];
    input.initial = call.initial.empty() ? StateVariables{} : call.initial[at + d];
    input.packing = call.packed == nullptr ? nullptr : &call.packed->of(at + d);
    input.windowed = call.probes.empty() && (options_.recompute || !tape.gradients());
    runs->of[d] = RecurrentRun<Real>(tape, input);
    runs->of[d].forward(tape);
    if (!call.last.empty()) call.last[at + d] = last[d];
    if (!call.probes.empty()) call.probes[at + d] = runs->of[d].probe();
  }
  tape.record(first, 1 + 2 * count, [runs, count](Tape<Real>& t) {
    for (std::size_t d = 0; d < count; ++d) runs->of[d].backward(t);
  });
  return input.out;
}

template <class Real>
Variable Recurrent<Real>::apply(Tape<Real>& tape, Variable x, const RaggedLayout& layout,
                                const RecurrentCall<Real>& call) const {
  assert(tape.value(x).rows() == layout.rows() && tape.value(x).cols() == input_size());
  Variable below = x;
  for (std::size_t l = 0; l < num_layers(); ++l) {
    if (l > 0) below = Dropout{options_.dropout}.apply(tape, below, layout);
    const Variable h = apply_layer(tape, below, layout, l, call);
    const bool same = h.valid() && tape.value(h).cols() == tape.value(below).cols();
    below = options_.residual && same ? network::add(tape, h, below) : h;
  }
  return below;
}

template class Recurrent<float>;
template class Recurrent<double>;
}  // namespace foretell::network

#include "foretell/tasks/generation/sequence_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "foretell/network/initialization.hpp"

namespace foretell {
namespace {
using network::Variable;

network::RecurrentOptions recurrent_options(const SequenceModelOptions& options) {
  return {.cell = {.kind = options.cell,
                   .layer_norm = options.layer_norm,
                   .coupled_gates = options.coupled_gates,
                   .projection_size = options.projection,
                   .zoneout = options.zoneout,
                   .zoneout_memory = options.zoneout_memory,
                   .recurrent_dropout = options.recurrent_dropout},
          .hidden_sizes = std::vector<std::size_t>(options.layers, options.hidden),
          .dropout = options.dropout,
          .residual = options.residual};
}

bool has_memory(network::CellKind kind) {
  return kind == network::CellKind::kLstm || kind == network::CellKind::kPeepholeLstm;
}
}  // namespace

Result<SequenceModel> SequenceModel::make(SequenceAlphabet alphabet,
                                          const SequenceModelOptions& options, std::uint64_t seed) {
  if (auto good = check(options); !good) return fail(std::move(good.error()));
  SequenceModel model;
  model.alphabet_ = std::move(alphabet);
  model.options_ = options;
  const bool text = model.alphabet_.kind == SequenceKind::kText;
  const std::size_t width = model.alphabet_.width();
  const std::size_t input = text ? options.embedding : width;
  if (text) {
    model.embedding_ = network::Embedding<float>::add(model.parameters_, "embedding", width, input);
    network::initialize(model.embedding_, 1 / std::sqrt(static_cast<double>(input)), seed);
  }
  auto recurrent = network::Recurrent<float>::add(model.parameters_, "rnn", input,
                                                  recurrent_options(options));
  if (!recurrent) return fail(std::move(recurrent.error()));
  model.recurrent_ = std::move(*recurrent);
  network::initialize(*model.recurrent_,
                      {.start = options.start,
                       .forget_bias = options.forget_bias,
                       .longest_memory = options.longest_memory},
                      seed);
  const std::size_t state = model.recurrent_->output_size();
  if (!options.tie_weights) {
    model.output_ = network::Linear<float>::add(model.parameters_, "output", state, width);
    network::initialize(model.output_, seed);
    return model;
  }
  if (!text || state != input) {
    return fail(ErrorCode::kInvalidOption,
                text ? "tie_weights asks for an embedding as wide as what the last layer hands on: " +
                           std::to_string(input) + " against " + std::to_string(state)
                     : std::string("tie_weights asks for an embedding, which music has none of"));
  }
  model.output_ = network::Linear<float>::tied(model.parameters_, "output", *model.embedding_.table);
  return model;
}

std::size_t SequenceModel::state_width(std::size_t state, bool memory) const {
  const auto& direction = recurrent_->direction(state);
  return memory ? direction.hidden_size : direction.state_size;
}

Variable SequenceModel::recur(network::Tape<float>& tape, Variable x, const RaggedLayout& layout,
                              CarriedStates& carried) const {
  const std::size_t count = recurrent_->num_states();
  const bool memory = has_memory(options_.cell);
  std::vector<network::StateVariables> initial(carried.rows == 0 ? 0 : count), last(count);
  const auto given = [&](std::size_t state, bool of_memory) {
    const std::vector<float>& values = carried.values[2 * state + (of_memory ? 1 : 0)];
    return tape.input({values.data(), layout.batch(), state_width(state, of_memory)});
  };
  for (std::size_t s = 0; s < initial.size(); ++s) {
    initial[s].h = given(s, false);
    if (memory) initial[s].c = given(s, true);
  }
  const Variable h = recurrent_->apply(tape, x, layout, {.initial = initial, .last = last});
  carried.rows = layout.batch();
  carried.values.resize(2 * count);
  for (std::size_t s = 0; s < count; ++s) {
    const std::array<Variable, 2> states{last[s].h, last[s].c};
    for (std::size_t k = 0; k < states.size(); ++k) {
      if (!states[k].valid()) continue;
      const auto value = tape.value(states[k]);
      std::vector<float>& kept = carried.values[2 * s + k];
      kept.resize(value.rows() * value.cols());
      for (std::size_t r = 0; r < value.rows(); ++r) {
        std::copy_n(value.row(r), value.cols(), kept.data() + r * value.cols());
      }
    }
  }
  return h;
}

SequenceModel::Outputs SequenceModel::apply(network::Tape<float>& tape,
                                            const SequenceWindow& window,
                                            CarriedStates& carried) const {
  const RaggedLayout& layout = *window.layout;
  const Variable input = alphabet_.kind == SequenceKind::kText
                             ? embedding_.apply(tape, window.tokens)
                             : tape.input(window.frames);
  const Variable x = network::Dropout{options_.input_dropout}.apply(tape, input, layout);
  const Variable h = recur(tape, x, layout, carried);
  const Variable dropped = network::Dropout{options_.dropout}.apply(tape, h, layout);
  return {input, h, output_.apply(tape, dropped)};
}
}  // namespace foretell

#include "foretell/tasks/generation/sequence_model.hpp"

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
}  // namespace

Result<SequenceModel> SequenceModel::make(SequenceAlphabet alphabet,
                                          const SequenceModelOptions& options, std::uint64_t seed) {
  if (auto good = check(options); !good) return fail(std::move(good.error()));
  SequenceModel model;
  model.alphabet_ = std::move(alphabet);
  model.options_ = options;
  const bool text = model.alphabet_.kind == SequenceKind::kText;
  const std::size_t symbols = model.alphabet_.width();
  const std::size_t input = text ? options.embedding : symbols;
  if (text) {
    model.embedding_ =
        network::Embedding<float>::add(model.parameters_, "embedding", symbols, input);
    network::initialize(model.embedding_, 1 / std::sqrt(static_cast<double>(input)), seed);
  }
  auto recurrent =
      network::Recurrent<float>::add(model.parameters_, "rnn", input, recurrent_options(options));
  if (!recurrent) return fail(std::move(recurrent.error()));
  model.recurrent_ = std::move(*recurrent);
  network::initialize(*model.recurrent_,
                      {.start = options.start,
                       .forget_bias = options.forget_bias,
                       .longest_memory = options.longest_memory},
                      seed);
  const std::size_t state = model.recurrent_->output_size();
  if (!options.tie_weights) {
    model.output_ = network::Linear<float>::add(model.parameters_, "output", state, symbols);
    network::initialize(model.output_, seed);
    return model;
  }
  if (!text || state != input) {
    return fail(
        ErrorCode::kInvalidOption,
        text ? "tie_weights asks for an embedding as wide as what the last layer hands on: " +
                   std::to_string(input) + " against " + std::to_string(state)
             : std::string("tie_weights asks for an embedding, which music has none of"));
  }
  model.output_ =
      network::Linear<float>::tied(model.parameters_, "output", *model.embedding_.table);
  return model;
}

SequenceModel::Outputs SequenceModel::apply(network::Tape<float>& tape,
                                            const SequenceWindow& window,
                                            network::RecurrentState<float>& carried,
                                            const network::PackedRecurrent<float>* packed) const {
  const RaggedLayout& layout = *window.layout;
  const Variable input = alphabet_.kind == SequenceKind::kText
                             ? embedding_.apply(tape, window.tokens)
                             : tape.input(window.frames);
  const Variable x = network::Dropout{options_.input_dropout}.apply(tape, input, layout);
  const Variable h = recurrent_->apply(
      tape, x, layout,
      {.initial = carried.enter(tape, layout), .last = carried.last(), .packed = packed});
  carried.leave(tape, layout);
  const Variable dropped = network::Dropout{options_.dropout}.apply(tape, h, layout);
  return {input, h, output_.apply(tape, dropped)};
}
}  // namespace foretell

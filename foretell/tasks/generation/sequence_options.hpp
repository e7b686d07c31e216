#pragma once
#include <cstdint>
#include <string>

#include "foretell/base/enum_names.hpp"
#include "foretell/network/initialization.hpp"

namespace foretell {
template <>
inline constexpr auto kEnumNames<network::CellKind> =
    std::array{std::pair{network::CellKind::kElmanTanh, "rnn"},
               std::pair{network::CellKind::kElmanRelu, "rnn_relu"},
               std::pair{network::CellKind::kLstm, "lstm"},
               std::pair{network::CellKind::kPeepholeLstm, "peephole_lstm"},
               std::pair{network::CellKind::kGru, "gru"},
               std::pair{network::CellKind::kGruResetBefore, "gru_reset_before"},
               std::pair{network::CellKind::kOneGateGru, "one_gate_gru"}};
template <>
inline constexpr auto kEnumNames<network::RecurrentStart> =
    std::array{std::pair{network::RecurrentStart::kUniform, "uniform"},
               std::pair{network::RecurrentStart::kGlorot, "glorot"},
               std::pair{network::RecurrentStart::kIdentity, "identity"}};
template <>
inline constexpr auto kEnumNames<network::Precision> = std::array{
    std::pair{network::Precision::kFloat, "float"}, std::pair{network::Precision::kInt8, "int8"}};

/// What a sequence is made of.
enum class SequenceKind {
  kText,   ///< characters, one of many at each step
  kMusic,  ///< a piano roll: at each step any of its keys
};
template <>
inline constexpr auto kEnumNames<SequenceKind> =
    std::array{std::pair{SequenceKind::kText, "text"}, std::pair{SequenceKind::kMusic, "music"}};

/// What to learn from.
struct SequenceDataOptions {
  SequenceKind kind = SequenceKind::kMusic;
  std::string train;         ///< file or folder
  std::string valid;         ///< held out while training; empty: a part of `train`
  std::string test;          ///< looked at once, at the end; empty: none
  double valid_share = 0.1;  ///< of `train`, where nothing else is held out, in [0, 1)
  // text
  std::size_t min_count = 1;       ///< rarer characters become unknown
  std::size_t max_vocabulary = 0;  ///< 0: any
  // music
  double steps_per_quarter = 4;  ///< 4: sixteenths
  std::size_t lowest = 21;       ///< MIDI number of the lowest key
  std::size_t highest = 108;
  std::size_t transpose = 0;  ///< each epoch moves a song by up to so many semitones, drawn anew
};

/// The network: embedding (text) → recurrent layers → a linear map to what comes next.
struct SequenceModelOptions {
  network::CellKind cell = network::CellKind::kLstm;
  std::size_t layers = 1;
  std::size_t hidden = 128;
  std::size_t embedding = 64;  ///< text: numbers per character
  std::size_t projection = 0;  ///< LSTM: width of what a layer hands on; 0: hidden
  bool residual = false;       ///< adds a layer's input to its output
  bool layer_norm = false;
  bool coupled_gates = false;    ///< LSTM: forgets what it does not take in
  bool tie_weights = false;      ///< text: output weights are the embedding
  double input_dropout = 0;      ///< of what enters the first layer, in [0, 1)
  double dropout = 0;            ///< between layers and before the output, in [0, 1)
  double recurrent_dropout = 0;  ///< of h between steps, one mask a sequence, in [0, 1)
  double zoneout = 0;            ///< share of h that stays as it was, in [0, 1)
  double zoneout_memory = 0;     ///< share of c that stays as it was, in [0, 1)
  network::RecurrentStart start = network::RecurrentStart::kGlorot;
  double forget_bias = 1;     ///< LSTM: added to the forget gate's bias at the start
  double longest_memory = 0;  ///< steps over which memories spread at the start; 0: not
};

/// How the data is dealt to training.
struct SequenceBatchOptions {
  std::size_t batch = 32;      ///< songs a step, or places of the text read side by side
  std::size_t window = 128;    ///< steps through which the gradient goes back; 0: whole sequences
  double label_smoothing = 0;  ///< text: share of the target given to all characters, in [0, 1)
  std::uint64_t seed = 42;
};

/// Calls visit(name, option, help) for every option, under the name that files and users know.
template <class Options, class Visit>
void visit_data_options(Options& options, const Visit& visit) {
  visit("kind", options.kind, "text or music");
  visit("train", options.train, "file or folder to learn from");
  visit("valid", options.valid, "file or folder held out while training");
  visit("test", options.test, "file or folder looked at once, at the end");
  visit("valid_share", options.valid_share, "share of train held out where valid is not given");
  visit("min_count", options.min_count, "text: rarer characters become unknown");
  visit("max_vocabulary", options.max_vocabulary, "text: most characters known; 0: any");
  visit("steps_per_quarter", options.steps_per_quarter, "music: steps of the grid in a quarter");
  visit("lowest", options.lowest, "music: MIDI number of the lowest key");
  visit("highest", options.highest, "music: MIDI number of the highest key");
  visit("transpose", options.transpose, "music: semitones by which songs move, up to this many");
}
template <class Options, class Visit>
void visit_model_options(Options& options, const Visit& visit) {
  visit("cell", options.cell, "kind of recurrent cell");
  visit("layers", options.layers, "recurrent layers");
  visit("hidden", options.hidden, "units of a layer");
  visit("embedding", options.embedding, "text: numbers per character");
  visit("projection", options.projection, "lstm: width of what a layer hands on; 0: hidden");
  visit("residual", options.residual, "add a layer's input to its output");
  visit("layer_norm", options.layer_norm, "normalise the sums of the gates");
  visit("coupled_gates", options.coupled_gates, "lstm: forget what is not taken in");
  visit("tie_weights", options.tie_weights, "text: output weights are the embedding");
  visit("input_dropout", options.input_dropout, "dropout of what enters the first layer");
  visit("dropout", options.dropout, "dropout between layers and before the output");
  visit("recurrent_dropout", options.recurrent_dropout, "dropout of h between steps");
  visit("zoneout", options.zoneout, "share of h that stays as it was");
  visit("zoneout_memory", options.zoneout_memory, "share of c that stays as it was");
  visit("start", options.start, "how weights begin");
  visit("forget_bias", options.forget_bias, "lstm: bias of the forget gate at the start");
  visit("longest_memory", options.longest_memory, "steps over which memories spread at the start");
}
template <class Options, class Visit>
void visit_batch_options(Options& options, const Visit& visit) {
  visit("batch", options.batch, "songs a step, or places of the text read side by side");
  visit("window", options.window, "steps through which the gradient goes back; 0: all");
  visit("label_smoothing", options.label_smoothing, "text: share of the target given to all");
  visit("seed", options.seed, "of weights, order and dropout");
}

/// Checks every option against its bounds.
///   Errors  kInvalidOption, naming option, value and bound
[[nodiscard]] Result<void> check(const SequenceDataOptions& options);
[[nodiscard]] Result<void> check(const SequenceModelOptions& options);
[[nodiscard]] Result<void> check(const SequenceBatchOptions& options);
}  // namespace foretell

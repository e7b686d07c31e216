#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "foretell/corpus/score.hpp"
#include "foretell/corpus/vocabulary.hpp"
#include "foretell/network/layers/dropout.hpp"
#include "foretell/network/layers/embedding.hpp"
#include "foretell/network/layers/linear.hpp"
#include "foretell/network/recurrent_state.hpp"
#include "foretell/store/model_file.hpp"
#include "foretell/tasks/generation/sequence_options.hpp"

namespace foretell {
/// What the steps of a model's sequences are.
struct SequenceAlphabet {
  SequenceKind kind = SequenceKind::kText;
  Vocabulary vocabulary;             ///< of text
  RollGrid grid;                     ///< of music
  double quarters_per_minute = 100;  ///< of music: the tempo in which it is written out

  /// Inputs and outputs of a step: tokens, or keys.
  [[nodiscard]] std::size_t width() const {
    return kind == SequenceKind::kText ? vocabulary.size() : grid.width();
  }
};

/// A part of a batch in time.
struct SequenceWindow {
  const RaggedLayout* layout = nullptr;
  std::span<const Token> tokens{};   ///< text, [rows]
  MatrixView<const float> frames{};  ///< music, [rows, keys]
};

/// A recurrent network that predicts the next step of a sequence from those before it.
///   x_t = E[token_t] or frame_t;  h_t = Recurrent(x_1 … x_t);  logits_t = h_t·Wᵀ + b
///   Loss    text: cross-entropy of the next character; music: the sum over all keys of the
///           cross-entropy of each; the mean over steps, in nats
///   Names   embedding.weight, rnn.weight_ih_l0 …, output.weight, output.bias
class SequenceModel {
 public:
  /// A network with random weights.
  ///   Errors  kInvalidOption
  [[nodiscard]] static Result<SequenceModel> make(SequenceAlphabet alphabet,
                                                  const SequenceModelOptions& options,
                                                  std::uint64_t seed);
  /// Reads what `save` wrote; other things in the file are passed over.
  ///   Errors  kBadFile (another task, tensors missing or of another size), kInvalidOption
  [[nodiscard]] static Result<SequenceModel> load(const ModelFile& file);
  void save(ModelFile& file) const;
  /// Takes the weights of a file whose model is of the same kind.
  ///   Errors  kBadFile (another architecture, option named; another vocabulary or grid)
  [[nodiscard]] Result<void> load_weights(const ModelFile& file);

  [[nodiscard]] const SequenceAlphabet& alphabet() const { return alphabet_; }
  [[nodiscard]] const SequenceModelOptions& options() const { return options_; }
  [[nodiscard]] Parameters<float>& parameters() { return parameters_; }
  [[nodiscard]] const Parameters<float>& parameters() const { return parameters_; }
  [[nodiscard]] const network::Recurrent<float>& recurrent() const { return *recurrent_; }
  [[nodiscard]] const network::Embedding<float>& embedding() const { return embedding_; }
  [[nodiscard]] const network::Linear<float>& output() const { return output_; }

  /// What the layers make of a window.
  ///   Shapes  input [rows, embedding or keys], recurrent [rows, hidden], logits [rows, width]
  struct Outputs {
    network::Variable input, recurrent, logits;
  };
  /// Starts from the carried states and leaves the last ones in them; the window's sequences are
  /// the first of those carried. `packed`: the weights of `recurrent()` as they are now.
  [[nodiscard]] Outputs apply(network::Tape<float>& tape, const SequenceWindow& window,
                              network::RecurrentState<float>& carried,
                              const network::PackedRecurrent<float>* packed = nullptr) const;

 private:
  SequenceModel() = default;
  SequenceAlphabet alphabet_;
  SequenceModelOptions options_;
  Parameters<float> parameters_;
  network::Embedding<float> embedding_;
  std::optional<network::Recurrent<float>> recurrent_;
  network::Linear<float> output_;
};
}  // namespace foretell

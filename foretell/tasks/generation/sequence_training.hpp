#pragma once
#include "foretell/tasks/generation/held_out.hpp"
#include "foretell/trainer/trainee.hpp"

namespace foretell {
/// Trains a sequence model: text in parts read side by side through the whole epoch, music in
/// batches of songs of similar length; windows of time, through which the gradient goes back, with
/// the states carried on from window to window.
class SequenceTraining final : public Trainee {
 public:
  /// What is trained and its data outlive it. Data and options are checked.
  struct Setup {
    SequenceModel& model;
    const SequenceData& train;
    const SequenceData* valid;  ///< null: nothing is held out
    SequenceBatchOptions batches;
    std::size_t transpose = 0;
  };
  explicit SequenceTraining(const Setup& setup);

  [[nodiscard]] Parameters<float>& parameters() override { return setup_.model.parameters(); }
  [[nodiscard]] StepLoss learn(std::uint64_t step) override;
  [[nodiscard]] std::string not_finite_layer() const override;
  [[nodiscard]] std::optional<double> evaluate() override;
  [[nodiscard]] std::uint64_t epoch() const override;
  [[nodiscard]] std::uint64_t steps_per_epoch() const override { return steps_per_epoch_; }
  void save(ModelFile& file) const override;
  [[nodiscard]] Result<void> load(const ModelFile& file) override;

 private:
  [[nodiscard]] bool text() const { return setup_.model.alphabet().kind == SequenceKind::kText; }
  /// Fills batch_ with the batch that begins at the current position of the data.
  void fill_batch();
  [[nodiscard]] Result<void> load_states(const ModelFile& file);
  [[nodiscard]] std::size_t window_end() const;
  [[nodiscard]] std::size_t windows(std::size_t steps) const;
  [[nodiscard]] std::size_t count_steps() const;

  Setup setup_;
  EpochBatches order_;
  EpochBatches::Position here_;  // of the batch in batch_
  SequenceBatch batch_;
  bool filled_ = false;
  std::size_t first_ = 0;  // step of the batch where the next window begins
  std::optional<network::RecurrentState<float>> carried_;
  network::Tape<float> tape_;
  SequenceModel::Outputs outputs_;
  RaggedLayout layout_;  // of the last window
  std::uint64_t steps_per_epoch_ = 1;
};
}  // namespace foretell

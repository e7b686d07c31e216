#include "foretell/trainer/trainer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/store/atomic_file.hpp"
#include "foretell/trainer/stored_values.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
constexpr std::uint64_t kStepsPerEpoch = 5;

/// Learns w = (1, −2) from squared errors along a fixed row of inputs.
class Line final : public Trainee {
 public:
  Line() { parameters_.add("w", 1, 2); }
  Parameters<float>& parameters() override { return parameters_; }
  StepLoss learn(std::uint64_t step) override {
    auto& w = *parameters_.begin();
    const float x = std::sin(static_cast<float>(++position_)), y = 1 - 2 * x;
    const float error = w.value[0] + w.value[1] * x - y;
    w.gradient[0] += error;
    w.gradient[1] += error * x;
    if (step == nan_at) return {std::nan(""), 1};
    if (step == infinite_at) w.gradient[1] = INFINITY;
    return {error * error / 2, 2};
  }
  std::string not_finite_layer() const override { return layer; }
  std::optional<double> evaluate() override {
    if (!held_out) return std::nullopt;
    const auto& w = parameters_.begin()->value;
    return std::hypot(w[0] - 1, w[1] + 2) + (epoch() > worse_after ? 10 : 0);
  }
  std::uint64_t epoch() const override { return position_ / kStepsPerEpoch; }
  std::uint64_t steps_per_epoch() const override { return kStepsPerEpoch; }
  void save(ModelFile& file) const override {
    put_values(file, "w", parameters_.begin()->value);
    put_values(file, "position", std::vector<std::int64_t>{static_cast<std::int64_t>(position_)});
  }
  Result<void> load(const ModelFile& file) override {
    std::vector<std::int64_t> position(1);
    if (auto good = get_values(file, "w", parameters_.begin()->value); !good) return good;
    if (auto good = get_values(file, "position", position); !good) return good;
    position_ = static_cast<std::uint64_t>(position[0]);
    return {};
  }

  std::uint64_t nan_at = ~0ULL, infinite_at = ~0ULL, worse_after = ~0ULL;
  std::string layer;
  bool held_out = true;

 private:
  Parameters<float> parameters_;
  std::uint64_t position_ = 0;
};

TrainingOptions options(std::size_t epochs) {
  return {.epochs = epochs, .learning_rate = 0.2, .average = {.kind = AverageKind::kExponential}};
}

TEST(Trainer, LearnsAndReportsEveryStepAndEpoch) {
  Line line;
  Trainer trainer(line, options(40));
  std::vector<StepReport> steps;
  std::vector<EpochReport> epochs;
  const auto summary =
      trainer.run({.checkpoint = {},
                   .on_step = [&](const auto& report) { steps.push_back(report); },
                   .on_epoch = [&](const auto& report) { epochs.push_back(report); },
                   .stop = {}});
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->steps, 200U);
  EXPECT_EQ(summary->epochs, 40U);
  EXPECT_LT(*summary->held_out, 0.05);
  ASSERT_EQ(steps.size(), 200U);
  ASSERT_EQ(epochs.size(), 40U);
  EXPECT_EQ(steps[5].epoch, 2U);
  EXPECT_EQ(steps[5].step, 6U);
  EXPECT_GT(steps[5].tokens_per_second, 0);
  EXPECT_LT(epochs.back().loss, epochs.front().loss);
  EXPECT_TRUE(epochs.front().best);
}

TEST(Trainer, GoesOnFromAnyStepBitByBit) {
  for (const std::size_t pause : {1U, 5U, 7U, 13U, 20U}) {
    Line whole;
    Trainer trainer(whole, options(6));
    ASSERT_TRUE(trainer.run());

    // What `run` leaves are the best weights; the checkpoint has those of the last step.
    Line again;
    Trainer second(again, options(6));
    Line paused;
    Trainer to_pause(paused, options(6));
    const TempFolder folder;
    std::size_t counted = 0;
    ASSERT_TRUE(
        to_pause.run({.checkpoint = folder.path("c"), .on_step = {}, .on_epoch = {}, .stop = [&] {
                        return ++counted == pause;
                      }}));
    ASSERT_TRUE(second.resume(*read_model_file(folder.path("c"))));
    ASSERT_TRUE(second.run());
    EXPECT_EQ(*serialize(second.checkpoint()), *serialize(trainer.checkpoint())) << pause;
    EXPECT_EQ(again.parameters().begin()->value, whole.parameters().begin()->value);
  }
}

TEST(Trainer, StopsEarlyWithTheBestWeights) {
  Line line;
  line.worse_after = 3;
  TrainingOptions patient = options(50);
  patient.patience = 2;
  patient.average.kind = AverageKind::kNone;
  Trainer trainer(line, patient);
  std::vector<float> best;
  const auto summary = trainer.run({.checkpoint = {},
                                    .on_step = {},
                                    .on_epoch =
                                        [&](const EpochReport& report) {
                                          if (report.epoch == 3)
                                            best = line.parameters().begin()->value;
                                        },
                                    .stop = {}});
  ASSERT_TRUE(summary);
  EXPECT_TRUE(summary->stopped_early);
  EXPECT_EQ(summary->epochs, 5U);
  EXPECT_EQ(summary->best_epoch, 3U);
  EXPECT_EQ(line.parameters().begin()->value, best);
}

TEST(Trainer, SaysAtWhichStepAndLayerTheLossIsNotANumber) {
  const TempFolder folder;
  Line line;
  line.nan_at = 7;
  line.layer = "rnn layer 1";
  Trainer trainer(line, options(3));
  const auto summary = trainer.run({.checkpoint = folder.path("c")});
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(summary.error().message,
            "the loss is nan at step 8 of epoch 2, first in 'rnn layer 1'; lower learning_rate "
            "(0.2) or clip_norm (1); " +
                folder.path("c") + " has step 5");
  const auto kept = read_model_file(folder.path("c"));
  ASSERT_TRUE(kept);
  EXPECT_TRUE(std::isfinite((*kept->find<float>("w"))[0]));
}

TEST(Trainer, SaysWhichGradientIsNotFiniteAndTakesNoStepWithIt) {
  Line line;
  line.infinite_at = 3;
  Trainer trainer(line, options(3));
  const auto summary = trainer.run();
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().message,
            "the norm of the gradient is inf at step 4 of epoch 1, first in 'w'; lower "
            "learning_rate (0.2) or clip_norm (1)");
  for (const float w : line.parameters().begin()->value) EXPECT_TRUE(std::isfinite(w));
}

TEST(Trainer, EndsWhereACheckpointCannotBeWritten) {
  Line line;
  Trainer trainer(line, options(3));
  const auto summary = trainer.run({.checkpoint = "/dev/full"});
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::kIo);
}

TEST(Trainer, ChecksWhatItGoesOnFrom) {
  Line line;
  Trainer trainer(line, options(3));
  ModelFile model;
  line.save(model);
  EXPECT_EQ(trainer.resume(model).error().message,
            "a trained model, not a checkpoint to go on from");
  ModelFile file = trainer.checkpoint();
  std::erase_if(file.tensors, [](const auto& tensor) { return tensor.name == "optimizer.steps"; });
  EXPECT_EQ(trainer.resume(file).error().where, "optimizer.steps");
}

TEST(Trainer, StopsAfterItsSteps) {
  Line line;
  line.held_out = false;
  TrainingOptions few = options(100);
  few.max_steps = 7;
  Trainer trainer(line, few);
  const auto summary = trainer.run();
  EXPECT_EQ(summary->steps, 7U);
  EXPECT_FALSE(summary->held_out);
}

TEST(TrainingOptions, NameWhatIsOutsideItsBounds) {
  EXPECT_TRUE(TrainingOptions{}.check());
  EXPECT_EQ(TrainingOptions{.learning_rate = -1}.check().error().message,
            "learning_rate is -1: above 0");
  EXPECT_FALSE(TrainingOptions{.clip_norm = std::nan("")}.check());
  EXPECT_FALSE((TrainingOptions{.optimizer = {.beta1 = 2}}.check()));
  std::vector<std::string> names;
  TrainingOptions all;
  visit_training_options(all, [&](const char* name, auto&, const char*) { names.push_back(name); });
  EXPECT_EQ(names.size(), 25U);
}
}  // namespace
}  // namespace foretell

#include "foretell/tasks/generation/sequence_training.hpp"

#include <cmath>

#include "foretell/base/stop.hpp"
#include "tests/ingest/temp_folder.hpp"
#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
using network::CellKind;

TEST(SequenceTraining, LearnsATextByHeartWithEveryCell) {
  const toy::Text text("to be or not\n", 60);
  for (const auto& [cell, name] : kEnumNames<CellKind>) {
    SequenceModel model = toy::model_of(text.alphabet, toy::small(cell));
    SequenceTraining training({model, text.data, &text.data, {.batch = 8, .window = 20}});
    Trainer trainer(training, {.epochs = 40, .learning_rate = 0.02});
    const auto summary = trainer.run();
    ASSERT_TRUE(summary) << name << summary.error().text();
    EXPECT_LT(*summary->held_out, 0.15) << name;
  }
}

TEST(SequenceTraining, LearnsSongsOfDifferentLengths) {
  const toy::Songs songs(20);
  SequenceModel model = toy::model_of(songs.alphabet, toy::small(CellKind::kGru));
  SequenceTraining training({model, songs.data, &songs.data, {.batch = 4, .window = 0}});
  const double before = *training.evaluate();
  Trainer trainer(training, {.epochs = 40, .learning_rate = 0.02});
  const auto summary = trainer.run();
  ASSERT_TRUE(summary) << summary.error().text();
  EXPECT_GT(before, 5);  // 12 keys · log 2 is 8.3
  EXPECT_LT(held_out(model, songs.data, 4).later_loss, 0.2);
}

/// A run that is paused after `pause` steps and goes on in new objects; its last checkpoint.
std::string run(const SequenceAlphabet& alphabet, const SequenceData& data,
                const SequenceModelOptions& options, std::size_t pause) {
  const TrainingOptions training{.epochs = 3, .learning_rate = 0.01};
  const SequenceBatchOptions batches{.batch = 3, .window = 4};
  const TempFolder folder;
  {
    SequenceModel model = toy::model_of(alphabet, options);
    SequenceTraining trainee({model, data, &data, batches, 2});
    Trainer trainer(trainee, training);
    std::size_t steps = 0;
    EXPECT_TRUE(
        trainer.run({.checkpoint = folder.path("c"), .on_step = {}, .on_epoch = {}, .stop = [&] {
                       return ++steps == pause;
                     }}));
    if (pause == 0) return *serialize(trainer.checkpoint());
  }
  SequenceModel model = toy::model_of(alphabet, options);
  SequenceTraining trainee({model, data, &data, batches, 2});
  Trainer trainer(trainee, training);
  EXPECT_TRUE(trainer.resume(*read_model_file(folder.path("c"))));
  EXPECT_TRUE(trainer.run());
  return *serialize(trainer.checkpoint());
}

TEST(SequenceTraining, GoesOnFromAnyStepBitByBit) {
  SequenceModelOptions options = toy::small();
  options.dropout = options.input_dropout = options.recurrent_dropout = options.zoneout = 0.2;
  options.layers = 2;
  const toy::Songs songs(7);
  const std::string whole = run(songs.alphabet, songs.data, options, 0);
  for (const std::size_t pause : {1U, 2U, 3U, 7U, 11U, 12U, 16U}) {
    EXPECT_EQ(run(songs.alphabet, songs.data, options, pause), whole) << pause;
  }
  const toy::Text text("round and round\n", 3);
  const std::string whole_text = run(text.alphabet, text.data, options, 0);
  for (const std::size_t pause : {1U, 3U, 4U, 6U}) {
    EXPECT_EQ(run(text.alphabet, text.data, options, pause), whole_text) << pause;
  }
}

TEST(SequenceTraining, AskedToStopLeavesACheckpointOfWholeSteps) {
  const toy::Songs songs(7);  // three batches, of four, three and two windows or so
  const TrainingOptions options{.epochs = 3, .learning_rate = 0.01};
  const auto bytes_after = [&](const std::string& path, std::uint64_t stop_at) {
    StopSource source;
    const StopScope scope(&source);
    SequenceModel model = toy::model_of(songs.alphabet);
    SequenceTraining trainee({model, songs.data, &songs.data, {.batch = 3, .window = 4}});
    Trainer trainer(trainee, options);
    const auto watch = [&](const StepReport& report) {
      if (report.step == stop_at) source.request();
    };
    EXPECT_TRUE(trainer.run({.checkpoint = path, .on_step = watch, .on_epoch = {}, .stop = {}}));
    return read_model_file(path);
  };
  const TempFolder folder;
  const auto whole = bytes_after(folder.path("whole"), 0);
  ASSERT_TRUE(whole);
  const auto steps = whole->find<std::int64_t>("training.counts")->front();
  for (std::int64_t at = 1; at <= steps; ++at) {  // some are the last of an epoch
    const auto stopped = bytes_after(folder.path("stopped"), static_cast<std::uint64_t>(at));
    ASSERT_TRUE(stopped);
    EXPECT_EQ(stopped->find<std::int64_t>("training.counts")->front(), at);
    SequenceModel model = toy::model_of(songs.alphabet);
    SequenceTraining trainee({model, songs.data, &songs.data, {.batch = 3, .window = 4}});
    Trainer trainer(trainee, options);
    ASSERT_TRUE(trainer.resume(*stopped));
    ASSERT_TRUE(trainer.run());
    EXPECT_EQ(*serialize(trainer.checkpoint()), *serialize(*whole)) << at;
  }
}

TEST(SequenceTraining, CountsItsEpochsAndSteps) {
  const toy::Songs songs(7);
  SequenceModel model = toy::model_of(songs.alphabet);
  SequenceTraining training({model, songs.data, nullptr, {.batch = 3, .window = 0}});
  EXPECT_EQ(training.steps_per_epoch(), 3U);
  for (std::uint64_t step = 0; step < 7; ++step) {
    EXPECT_EQ(training.epoch(), step / 3);
    (void)training.learn(step);
  }
  EXPECT_FALSE(training.evaluate());
}

TEST(SequenceTraining, NamesTheLayerThatOverflows) {
  const toy::Songs songs(4);
  SequenceModel model = toy::model_of(songs.alphabet);
  SequenceTraining training({model, songs.data, nullptr, {.batch = 4}});
  model.parameters().find("output.weight")->value[3] = INFINITY;
  Trainer trainer(training, {.epochs = 3});
  const auto summary = trainer.run();
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::kNotFinite);
  EXPECT_NE(summary.error().message.find("step 1 of epoch 1, first in 'output'"), std::string::npos)
      << summary.error().message;
}

TEST(SequenceTraining, RefusesCheckpointsOfOtherModelsAndData) {
  const toy::Songs songs(4), more(5);
  const toy::Text text("abc", 10), other("abd", 10);
  const auto checkpoint = [](const SequenceAlphabet& alphabet, const SequenceData& data,
                             const SequenceModelOptions& options) {
    SequenceModel model = toy::model_of(alphabet, options);
    SequenceTraining trainee({model, data, &data, {}});
    return Trainer(trainee, {}).checkpoint();
  };
  const auto refusal = [](const SequenceAlphabet& alphabet, const SequenceData& data,
                          const ModelFile& file) {
    SequenceModel model = toy::model_of(alphabet);
    SequenceTraining trainee({model, data, &data, {}});
    const auto good = Trainer(trainee, {}).resume(file);
    return good ? "none" : good.error().text();
  };
  SequenceModelOptions wide = toy::small();
  wide.hidden = 32;
  EXPECT_EQ(refusal(songs.alphabet, songs.data, checkpoint(songs.alphabet, songs.data, wide)),
            "a model of another architecture: hidden is 32 there, 24 here");
  EXPECT_EQ(refusal(songs.alphabet, songs.data,
                    checkpoint(songs.alphabet, songs.data, toy::small(CellKind::kGru))),
            "a model of another architecture: cell is gru there, lstm here");
  EXPECT_EQ(refusal(songs.alphabet, songs.data, checkpoint(text.alphabet, text.data, toy::small())),
            "a model of text, not of music");
  EXPECT_EQ(refusal(text.alphabet, text.data, checkpoint(other.alphabet, other.data, toy::small())),
            "a model of another vocabulary (7 entries, here 7)");
  EXPECT_EQ(
      refusal(songs.alphabet, songs.data, checkpoint(songs.alphabet, more.data, toy::small())),
      "a checkpoint of other data: 58 steps to predict there, 43 here");
  EXPECT_EQ(
      refusal(songs.alphabet, songs.data, checkpoint(songs.alphabet, songs.data, toy::small())),
      "none");
}
}  // namespace
}  // namespace foretell

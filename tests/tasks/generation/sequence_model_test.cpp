#include "foretell/tasks/generation/sequence_model.hpp"

#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
TEST(SequenceModel, HasTheParametersThatItsNamesPromise) {
  const toy::Text text("abc", 5);
  const SequenceModel model = toy::model_of(text.alphabet);
  std::vector<std::string> names;
  for (const auto& parameter : model.parameters()) names.push_back(parameter.name);
  for (const char* name : {"embedding.weight", "rnn.weight_ih_l0", "rnn.weight_hh_l0",
                           "output.weight", "output.bias"}) {
    EXPECT_TRUE(std::ranges::find(names, name) != names.end()) << name;
  }
}

TEST(SequenceModel, TiesItsOutputToItsEmbedding) {
  const toy::Text text("abc", 5);
  SequenceModelOptions options = toy::small();
  options.tie_weights = true;
  EXPECT_FALSE(SequenceModel::make(text.alphabet, options, 1));
  options.embedding = options.hidden;
  const auto model = SequenceModel::make(text.alphabet, options, 1);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->output().weight, model->embedding().table);
  const toy::Songs songs(1);
  EXPECT_FALSE(SequenceModel::make(songs.alphabet, options, 1));
}

TEST(SequenceModel, IsTheSameForTheSameSeed) {
  const toy::Songs songs(1);
  const auto weights = [&](std::uint64_t seed) {
    return SequenceModel::make(songs.alphabet, toy::small(), seed)->parameters().begin()->value;
  };
  EXPECT_EQ(weights(1), weights(1));
  EXPECT_NE(weights(1), weights(2));
}

TEST(SequenceModel, GivesTheSameLogitsInWindowsAsInOne) {
  const toy::Songs songs(5);
  const SequenceModel model = toy::model_of(songs.alphabet);
  const std::vector<std::size_t> chosen{0, 1, 2, 3, 4};
  const SequenceBatch batch = song_batch(songs.data, chosen);
  const auto logits_of = [&](std::size_t window) {
    std::vector<float> result;
    network::Tape<float> tape;
    network::RecurrentState<float> carried(model.recurrent(), batch.layout.batch());
    for (std::size_t first = 0; first < batch.layout.steps(); first += window) {
      const std::size_t last = std::min(first + window, batch.layout.steps());
      const RaggedLayout layout = batch.window_layout(first, last);
      tape.begin({.mode = network::Mode::kInference});
      const auto logits =
          tape.value(model.apply(tape, batch.window(first, last, layout), carried).logits);
      for (std::size_t r = 0; r < logits.rows(); ++r) {
        result.insert(result.end(), logits.row(r), logits.row(r) + logits.cols());
      }
    }
    return result;
  };
  EXPECT_EQ(logits_of(3), logits_of(1000));
}

TEST(SequenceModel, RefusesImpossibleOptions) {
  const toy::Songs songs(1);
  SequenceModelOptions options = toy::small();
  options.hidden = 0;
  EXPECT_EQ(SequenceModel::make(songs.alphabet, options, 1).error().message,
            "hidden is 0: from 1 to 65536");
  options = toy::small(network::CellKind::kGru);
  options.coupled_gates = true;
  EXPECT_EQ(SequenceModel::make(songs.alphabet, options, 1).error().code,
            ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell

#include "foretell/tasks/generation/held_out.hpp"

#include <cmath>

#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
void silence(SequenceModel& model) {
  for (auto& parameter : model.parameters()) parameter.value.assign(parameter.value.size(), 0.0F);
}

TEST(HeldOut, OfAModelThatKnowsNothingIsTheLogarithmOfItsChoices) {
  const toy::Text text("abcd", 300);
  SequenceModel model = toy::model_of(text.alphabet);
  silence(model);
  const HeldOut result = held_out(model, text.data, 4);
  EXPECT_EQ(result.predictions, 1199U);
  EXPECT_NEAR(result.loss, std::log(8), 1e-6);  // four letters, four special tokens
  EXPECT_NEAR(result.bits(), 3, 1e-6);

  const toy::Songs songs(5);
  SequenceModel music = toy::model_of(songs.alphabet);
  silence(music);
  EXPECT_NEAR(held_out(music, songs.data, 2).loss, 12 * std::log(2), 1e-5);
}

TEST(HeldOut, IsTheSameWhateverTheBatch) {
  const toy::Songs songs(9);
  const SequenceModel model = toy::model_of(songs.alphabet);
  const HeldOut one = held_out(model, songs.data, 1), all = held_out(model, songs.data, 100);
  EXPECT_NEAR(one.loss, all.loss, 1e-6);
  EXPECT_NEAR(one.later_loss, all.later_loss, 1e-6);
  EXPECT_EQ(one.predictions, songs.data.predictions());
}

TEST(HeldOut, TellsTheFirstStepsApart) {
  const toy::Songs songs(3);
  SequenceModel model = toy::model_of(songs.alphabet);
  const HeldOut all = held_out(model, songs.data, 3);
  SequenceData first;
  for (const Frames& song : songs.data.songs) {
    first.songs.push_back({{song.values.begin(), song.values.begin() + 12}, 12});
  }
  const HeldOut firsts = held_out(model, first, 3);
  const auto steps = static_cast<double>(all.predictions);
  EXPECT_NEAR(all.loss * steps, firsts.loss * 3 + all.later_loss * (steps - 3), 1e-3);
}

TEST(HeldOut, WithWeightsInEightBitsIsNearButNotTheSame) {
  const toy::Text text("the cat sat on the mat. ", 30);
  const SequenceModel model = toy::model_of(text.alphabet);
  const double exact = held_out(model, text.data, 4).loss;
  const double rounded = held_out(model, text.data, 4, network::Precision::kInt8).loss;
  EXPECT_NE(exact, rounded);
  EXPECT_NEAR(exact, rounded, 0.01);
}
}  // namespace
}  // namespace foretell

#include "foretell/tasks/generation/continuation.hpp"

#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
SequenceModel trained(const SequenceAlphabet& alphabet, const SequenceData& data) {
  SequenceModel model = toy::model_of(alphabet);
  SequenceTraining training({model, data, nullptr, {.batch = 8, .window = 32}});
  Trainer trainer(training, {.epochs = 60, .learning_rate = 0.02});
  EXPECT_TRUE(trainer.run());
  return model;
}

TEST(Continuation, GoesOnWithATextLearnedByHeart) {
  const toy::Text text("to be or not\n", 60);
  const SequenceModel model = trained(text.alphabet, text.data);
  const ContinuationOptions greedy{.length = 20, .sampling = {.temperature = 0}};
  const auto result = continue_text(model, toy::characters("be or"), greedy);
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(*result, "be or not\nto be or not\nto");
  EXPECT_EQ(*continue_text(model, {}, {.length = 5, .sampling = {.temperature = 0}}), "to be");
}

TEST(Continuation, IsTheSameForTheSameSeedAndNeverASpecialToken) {
  const toy::Text text("abcdefgh", 2);
  const SequenceModel model = toy::model_of(text.alphabet);
  const auto drawn = [&](std::uint64_t seed) {
    return *continue_text(model, {}, {.length = 500, .sampling = {.temperature = 3}, .seed = seed});
  };
  EXPECT_EQ(drawn(1), drawn(1));
  EXPECT_NE(drawn(1), drawn(2));
  EXPECT_EQ(drawn(1).size(), 500U);
  EXPECT_EQ(drawn(1).find('<'), std::string::npos);
}

TEST(Continuation, WithWeightsInEightBitsStillKnowsTheTextByHeart) {
  const toy::Text text("to be or not\n", 60);
  const SequenceModel model = trained(text.alphabet, text.data);
  const auto result = continue_text(
      model, toy::characters("be or"),
      {.length = 20, .sampling = {.temperature = 0}, .precision = network::Precision::kInt8});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(*result, "be or not\nto be or not\nto");
}

TEST(Continuation, GoesOnWithMusic) {
  const toy::Songs songs(16);
  const SequenceModel model = trained(songs.alphabet, songs.data);
  Frames begin{.values = {}, .width = 12};
  for (std::size_t t = 0; t < 4; ++t) {
    for (std::size_t key = 0; key < 12; ++key) begin.values.push_back(key == t + 2 ? 1.0F : 0.0F);
  }
  const auto music = continue_music(model, begin, {.length = 4, .sampling = {.temperature = 0}});
  ASSERT_TRUE(music) << music.error().text();
  ASSERT_EQ(music->steps(), 8U);
  for (std::size_t t = 0; t < 8; ++t) EXPECT_EQ(music->step(t)[(t + 2) % 8], 1) << t;
}

TEST(Continuation, SaysWhyItCannot) {
  const toy::Text text("abc", 4);
  const toy::Songs songs(1);
  const SequenceModel letters = toy::model_of(text.alphabet), music = toy::model_of(songs.alphabet);
  const ContinuationOptions options{.length = 3};
  EXPECT_EQ(continue_text(letters, toy::characters("xyz"), options).error().code,
            ErrorCode::kUnknownName);
  EXPECT_EQ(continue_text(letters, {}, {}).error().message, "length is 0: from 1 to 10000000");
  EXPECT_FALSE(continue_text(letters, {}, {.length = 3, .sampling = {.temperature = -1}}));
  EXPECT_EQ(continue_text(music, {}, options).error().message,
            "the model continues music, not text");
  EXPECT_EQ(continue_music(letters, {}, options).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(continue_music(music, {{1, 0}, 2}, options).error().text(),
            "the beginning: 2 keys, the model has 12");
  EXPECT_FALSE(continue_music(music, {std::vector<float>(12, NAN), 12}, options));
}
}  // namespace
}  // namespace foretell

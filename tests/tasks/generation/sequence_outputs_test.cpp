#include "foretell/tasks/generation/sequence_outputs.hpp"

#include <limits>
#include <numeric>

#include "foretell/network/stream.hpp"
#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
std::vector<std::vector<Token>> texts(const toy::Text& text) {
  std::vector<std::vector<Token>> result;
  for (std::size_t i = 0; i < 70; ++i) {  // more than one batch, longer than one window
    const auto begin = text.data.text.begin() + static_cast<std::ptrdiff_t>(i);
    result.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(1 + i * 37 % 600));
  }
  return result;
}

TEST(SequenceOutputs, OfOneSequenceHaveTheSameBitsAloneAndInABatch) {
  const toy::Text text("abcdabdc", 100);
  for (const auto cell : {network::CellKind::kLstm, network::CellKind::kGru}) {
    const SequenceModel model = toy::model_of(text.alphabet, toy::small(cell));
    const auto sequences = texts(text);
    const auto all = apply_to_tokens(model, sequences, true);
    ASSERT_TRUE(all);
    for (std::size_t i = 0; i < sequences.size(); i += 7) {
      const auto one = apply_to_tokens(model, std::span(sequences).subspan(i, 1), true);
      ASSERT_TRUE(one);
      EXPECT_EQ((*one)[0].probabilities, (*all)[i].probabilities);
      EXPECT_EQ((*one)[0].states, (*all)[i].states);
      EXPECT_EQ((*one)[0].states.steps(), sequences[i].size());
      EXPECT_EQ((*one)[0].states.width, 24U);
    }
  }
}

TEST(SequenceOutputs, OfTextAreProbabilitiesOfTheNextCharacter) {
  const toy::Text text("abcdabdc", 100);
  const SequenceModel model = toy::model_of(text.alphabet);
  const std::vector<std::vector<Token>> one{{4, 5, 6, 7, 0}};
  const auto made = apply_to_tokens(model, one, false);
  ASSERT_TRUE(made);
  EXPECT_TRUE((*made)[0].states.values.empty());
  auto stream = network::Stream<float>::over(model.recurrent());
  ASSERT_TRUE(stream);
  for (std::size_t t = 0; t < one[0].size(); ++t) {
    const std::vector<Token> token{one[0][t]};
    const auto logits = stream->step([&](auto& tape, const auto& layout, const auto& call) {
      return model.output().apply(
          tape, model.recurrent().apply(tape, model.embedding().apply(tape, token), layout, call));
    });
    double sum = 0;
    for (std::size_t k = 0; k < logits.cols(); ++k) sum += std::exp(double{logits(0, k)});
    const auto row = (*made)[0].probabilities.step(t);
    for (std::size_t k = 0; k < row.size(); ++k) {
      EXPECT_NEAR(row[k], std::exp(double{logits(0, k)}) / sum, 1e-6);
    }
    EXPECT_NEAR(std::accumulate(row.begin(), row.end(), 0.0), 1, 1e-6);
  }
}

TEST(SequenceOutputs, OfMusicAreProbabilitiesOfEachKey) {
  const toy::Songs songs(9);
  const SequenceModel model = toy::model_of(songs.alphabet);
  const auto all = apply_to_frames(model, songs.data.songs, false);
  ASSERT_TRUE(all);
  for (std::size_t i = 0; i < songs.data.songs.size(); ++i) {
    const auto one = apply_to_frames(model, std::span(songs.data.songs).subspan(i, 1), false);
    EXPECT_EQ((*one)[0].probabilities, (*all)[i].probabilities);
    EXPECT_EQ((*all)[i].probabilities.steps(), songs.data.songs[i].steps());
    for (const float p : (*all)[i].probabilities.values) EXPECT_TRUE(p > 0 && p < 1);
  }
}

TEST(SequenceOutputs, RefuseWhatTheModelDoesNotTake) {
  const toy::Text text("abcd", 20);
  const toy::Songs songs(2);
  const SequenceModel model = toy::model_of(text.alphabet), music = toy::model_of(songs.alphabet);
  const auto code = [](const auto& result) { return result.error().code; };
  const std::vector<std::vector<Token>> none, empty{{4}, {}}, unknown{{4, 8}};
  EXPECT_EQ(code(apply_to_tokens(model, none, false)), ErrorCode::kTooShort);
  EXPECT_EQ(apply_to_tokens(model, empty, false).error().where, "sequence 2");
  EXPECT_EQ(code(apply_to_tokens(model, unknown, false)), ErrorCode::kInvalidOption);
  EXPECT_EQ(code(apply_to_tokens(music, unknown, false)), ErrorCode::kUnsupported);
  EXPECT_EQ(code(apply_to_frames(model, songs.data.songs, false)), ErrorCode::kUnsupported);
  std::vector<Frames> wrong{{{0.0F, 1.0F}, 2}};
  EXPECT_EQ(code(apply_to_frames(music, wrong, false)), ErrorCode::kInvalidOption);
  wrong[0] = songs.data.songs[0];
  wrong[0].values[3] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(code(apply_to_frames(music, wrong, false)), ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell

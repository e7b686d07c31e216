#include "foretell/tasks/generation/sequence_data.hpp"

#include <set>

#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
TEST(SequenceData, CutsATextIntoPartsThatCoverItOnce) {
  const std::vector<Token> text{10, 11, 12, 13, 14, 15, 16, 17};
  const SequenceBatch batch = text_batch(text, 3);
  EXPECT_EQ(batch.layout.batch(), 3U);
  EXPECT_EQ(batch.layout.rows(), 7U);
  EXPECT_EQ(batch.tokens, (std::vector<Token>{10, 13, 15, 11, 14, 16, 12}));
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(batch.next_tokens[i], batch.tokens[i] + 1);
  EXPECT_EQ(text_batch(text, 100).layout.batch(), 7U);
}

TEST(SequenceData, BeginsSongsWithSilence) {
  const toy::Songs songs(3);
  const std::vector<std::size_t> chosen{0, 1};
  const SequenceBatch batch = song_batch(songs.data, chosen);
  EXPECT_EQ(batch.layout.rows(), songs.data.songs[0].steps() + songs.data.songs[1].steps());
  const std::size_t slot = batch.layout.slot_of(0);
  for (std::size_t key = 0; key < 12; ++key) {
    EXPECT_EQ(batch.frames[batch.layout.row(0, slot) * 12 + key], 0);
    EXPECT_EQ(batch.next_frames[batch.layout.row(0, slot) * 12 + key], key == 0 ? 1 : 0);
    EXPECT_EQ(batch.frames[batch.layout.row(1, slot) * 12 + key], key == 0 ? 1 : 0);
  }
}

TEST(SequenceData, MovesSongsWithoutLosingATone) {
  const toy::Songs songs(1);  // keys 0 to 5 of 12
  std::set<int> seen;
  for (std::uint64_t epoch = 0; epoch < 200; ++epoch) {
    seen.insert(drawn_shift(songs.data.songs[0], 4, 1, epoch, 0));
  }
  EXPECT_EQ(seen, (std::set<int>{0, 1, 2, 3, 4}));
  EXPECT_EQ(drawn_shift(songs.data.songs[0], 0, 1, 0, 0), 0);
  const std::vector<std::size_t> chosen{0};
  const std::vector<int> shifts{3};
  const SequenceBatch batch = song_batch(songs.data, chosen, shifts);
  EXPECT_EQ(batch.next_frames[3], 1);
  EXPECT_EQ(batch.frames[12 + 3], 1);
}

TEST(SequenceData, WindowsAreThePartsOfABatchInTime) {
  const toy::Songs songs(5);
  const std::vector<std::size_t> chosen{0, 1, 2, 3, 4};
  const SequenceBatch batch = song_batch(songs.data, chosen);
  std::size_t rows = 0;
  for (std::size_t first = 0; first < batch.layout.steps(); first += 4) {
    const std::size_t last = std::min(first + 4, batch.layout.steps());
    const RaggedLayout layout = batch.window_layout(first, last);
    const auto window = batch.window(first, last, layout);
    EXPECT_EQ(window.frames.rows(), layout.rows());
    EXPECT_EQ(layout.batch(), batch.layout.alive(first));
    rows += layout.rows();
  }
  EXPECT_EQ(rows, songs.data.predictions());
}

TEST(SequenceData, IsCheckedBeforeItIsLearnedFrom) {
  const toy::Text text("ab", 3);
  const toy::Songs songs(2);
  const auto error = [](const SequenceData& data, const SequenceAlphabet& alphabet) {
    const auto good = check_data(data, alphabet, "x");
    return good ? "none" : good.error().text();
  };
  EXPECT_EQ(error(text.data, text.alphabet), "none");
  EXPECT_EQ(error(songs.data, songs.alphabet), "none");
  EXPECT_EQ(error({.text = {5}}, text.alphabet), "x: a text of 1 characters: at least 2");
  EXPECT_EQ(error({.text = {0, 0, 0}}, text.alphabet),
            "x: not one of its characters is in the vocabulary");
  EXPECT_EQ(error({}, songs.alphabet), "x: no song");
  EXPECT_EQ(error({.songs = {songs.data.songs[0], {{}, 12}}}, songs.alphabet), "x song 2: no step");
  EXPECT_EQ(error({.songs = {{{1, 0}, 2}}}, songs.alphabet), "x song 1: 2 keys, the model has 12");
  EXPECT_EQ(error({.songs = {{{NAN, 0}, 2}}}, songs.alphabet), "x song 1: step 1, column 1 is nan");
}
}  // namespace
}  // namespace foretell

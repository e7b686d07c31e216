#include "foretell/store/ragged.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
const std::vector<double> kFirst{1, 2, 3};
const std::vector<double> kLast{4};

ModelFile ragged_example() {
  RaggedNumbers states;
  states.add(kFirst);
  states.add({});
  states.add(kLast);
  RaggedText ids;
  for (const auto* id : {"store_1", "", "Zürich"}) add_text(ids, id);
  ModelFile file;
  put(file, "state", states);
  put(file, "id", ids);
  return file;
}

TEST(Ragged, RowsOfDifferentLengthsComeBackFromAModelFile) {
  const auto file = parse_model_file(*serialize(ragged_example()));
  ASSERT_TRUE(file);
  const auto states = get_numbers(*file, "state");
  const auto ids = get_text(*file, "id");
  ASSERT_TRUE(states && ids);
  ASSERT_EQ(states->size(), 3);
  EXPECT_TRUE(std::ranges::equal(states->row(0), kFirst));
  EXPECT_TRUE(states->row(1).empty());
  EXPECT_TRUE(std::ranges::equal(states->row(2), kLast));
  EXPECT_EQ(text_of(*ids, 0), "store_1");
  EXPECT_EQ(text_of(*ids, 1), "");
  EXPECT_EQ(text_of(*ids, 2), "Zürich");
}

TEST(Ragged, NoRowsComeBackAsNoRows) {
  ModelFile file;
  put(file, "state", RaggedNumbers{});
  EXPECT_EQ(get_numbers(file, "state")->size(), 0);
}

TEST(Ragged, NamesWhatIsMissing) {
  EXPECT_EQ(get_numbers(ragged_example(), "gone").error().text(),
            "the tensors of 'gone' are missing");
  EXPECT_EQ(get_numbers(ragged_example(), "id").error().text(), "the tensors of 'id' are missing");
}

TEST(Ragged, RefusesEndsThatDoNotMakeUpTheValues) {
  for (const std::vector<std::int64_t>& ends :
       {std::vector<std::int64_t>{3}, {2, 1, 4}, {-1, 4}, {5}, {}}) {
    ModelFile file;
    put(file, "x", RaggedNumbers{{1, 2, 3, 4}, ends});
    EXPECT_FALSE(get_numbers(file, "x"));
  }
}
}  // namespace
}  // namespace foretell

#include "foretell/base/option_text.hpp"
#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
ModelFile file_of(const SequenceModel& model) {
  ModelFile file;
  model.save(file);
  return file;
}
std::string error_of(const ModelFile& file) {
  const auto model = SequenceModel::load(file);
  return model ? "none" : model.error().text();
}

TEST(SequenceFile, ComesBackBitByBitForEveryCell) {
  for (const auto& [cell, name] : kEnumNames<network::CellKind>) {
    const toy::Text text("abc", 5);
    SequenceModelOptions options = toy::small(cell);
    options.layers = 2;
    const ModelFile file = file_of(toy::model_of(text.alphabet, options));
    const auto read = parse_model_file(*serialize(file));
    ASSERT_TRUE(read);
    const auto model = SequenceModel::load(*read);
    ASSERT_TRUE(model) << name << model.error().text();
    EXPECT_EQ(file_of(*model), file) << name;
    EXPECT_EQ(model->alphabet().vocabulary.index("c"), 6U);
  }
  const toy::Songs songs(2);
  const auto music = SequenceModel::load(file_of(toy::model_of(songs.alphabet)));
  ASSERT_TRUE(music);
  EXPECT_EQ(music->alphabet().grid.highest, 71);
  EXPECT_EQ(music->alphabet().grid.steps_per_quarter, 1);
}

TEST(SequenceFile, HoldsEveryOptionWithItsDefault) {
  const toy::Songs songs(2);
  const ModelFile file = file_of(toy::model_of(songs.alphabet));
  const SequenceModelOptions defaults;
  visit_model_options(defaults, [&](const char* name, const auto&, const char*) {
    EXPECT_TRUE(file.metadata.contains(std::string("model.") + name)) << name;
  });
  EXPECT_EQ(file.metadata.at("model.cell"), "lstm");
  EXPECT_EQ(file.metadata.at("model.hidden"), "24");
}

TEST(SequenceFile, SaysWhyItIsRefused) {
  const toy::Songs songs(2);
  const ModelFile good = file_of(toy::model_of(songs.alphabet));
  EXPECT_EQ(error_of({}), "not a model that generates sequences");
  ModelFile file = good;
  file.metadata["model.hidden"] = "60000";
  EXPECT_EQ(error_of(file), "its weights are fewer than its options ask for");
  file.metadata["model.hidden"] = "25";
  EXPECT_NE(error_of(file).find("weights there"), std::string::npos) << error_of(file);
  file.metadata["model.hidden"] = "many";
  EXPECT_EQ(error_of(file), "model.hidden: 'many' is no whole number from 0");
  file = good;
  file.metadata["model.dropout"] = "2";
  EXPECT_EQ(error_of(file), "dropout is 2: from 0 to below 1");
  file = good;
  file.metadata["data.lowest"] = "100";
  EXPECT_EQ(error_of(file), "data.lowest: keys 100 to 71");
  file = good;
  std::erase_if(file.tensors, [](const auto& tensor) { return tensor.name == "output.bias"; });
  EXPECT_EQ(error_of(file), "output.bias: the file lacks these weights");
  file = good;
  std::get<std::vector<float>>(file.tensors.front().values)[0] = NAN;
  EXPECT_EQ(error_of(file), file.tensors.front().name + ": weights that are not finite");
  const toy::Text text("abc", 5);
  file = file_of(toy::model_of(text.alphabet));
  std::erase_if(file.tensors, [](const auto& tensor) { return tensor.name == "vocabulary"; });
  EXPECT_NE(error_of(file), "none");
}
}  // namespace
}  // namespace foretell

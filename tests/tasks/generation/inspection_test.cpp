#include "foretell/tasks/generation/inspection.hpp"

#include "tests/tasks/generation/toy.hpp"

namespace foretell {
namespace {
TEST(Inspection, ShowsGatesAndGradientsOfEveryCell) {
  const toy::Text text("round and round\n", 20);
  for (const auto& [cell, name] : kEnumNames<network::CellKind>) {
    SequenceModelOptions options = toy::small(cell);
    options.layers = 2;
    SequenceModel model = toy::model_of(text.alphabet, options);
    const auto seen = inspect_sequences(model, text.data, 30);
    ASSERT_TRUE(seen) << name;
    ASSERT_EQ(seen->gates.size(), 2U) << name;
    EXPECT_EQ(seen->gates[0].steps, 30U);
    EXPECT_EQ(seen->gates[0].values.size(), 30 * seen->gates[0].gates.size() * 24) << name;
    EXPECT_EQ(seen->inputs.size(), 30U);
    EXPECT_EQ(seen->inputs[1], "o");
    EXPECT_EQ(seen->flow.layers[1].h.size(), 30U);
    EXPECT_FALSE(seen->flow.advice.empty());
  }
}

TEST(Inspection, GatesOfALargeForgetBiasStayOpen) {
  const toy::Songs songs(3);
  SequenceModelOptions options = toy::small();
  options.forget_bias = 8;
  SequenceModel model = toy::model_of(songs.alphabet, options);
  const auto seen = inspect_sequences(model, songs.data, 100);
  ASSERT_TRUE(seen);
  const GateMap& map = seen->gates.front();
  ASSERT_EQ(map.gates[1], "forget");
  for (std::size_t unit = 0; unit < map.units; ++unit)
    EXPECT_GT(map.values[map.units + unit], 0.95F);
  EXPECT_EQ(seen->flow.verdict, network::FlowVerdict::kHealthy);
}

TEST(Inspection, NeedsSomethingToLookAt) {
  const toy::Songs songs(1);
  SequenceModel model = toy::model_of(songs.alphabet);
  EXPECT_EQ(inspect_sequences(model, {}, 10).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(inspect_sequences(model, songs.data, 0).error().code, ErrorCode::kTooShort);
}
}  // namespace
}  // namespace foretell

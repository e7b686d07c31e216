#include "foretell/trainer/torch_weights.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
/// A GRU's parameters as the network names them, filled with 1, 2, 3 …
Parameters<float> gru() {
  Parameters<float> parameters;
  parameters.add("rnn.weight_ih_l0", 6, 3);
  parameters.add("rnn.bias_ih_l0", 1, 6);
  parameters.add("rnn.weight_hh_l0", 6, 2);
  parameters.add("rnn.bias_hh_l0", 1, 2);
  float next = 1;
  for (auto& parameter : parameters) {
    for (float& value : parameter.value) value = next++;
  }
  return parameters;
}

const std::vector<float>& floats(const ModelFile& file, const char* name) {
  return *file.find<float>(name);
}

TEST(TorchWeights, HaveTwoBiasesOfTheirShapes) {
  const ModelFile file = torch_weights(gru());
  ASSERT_EQ(file.tensors.size(), 4U);
  EXPECT_EQ(floats(file, "rnn.bias_ih_l0"), (std::vector<float>{19, 20, 21, 22, 23, 24}));
  EXPECT_EQ(floats(file, "rnn.bias_hh_l0"), (std::vector<float>{0, 0, 0, 0, 37, 38}));
  for (const NamedTensor& tensor : file.tensors) {
    EXPECT_EQ(tensor.shape.size(), tensor.name.find("bias") == std::string::npos ? 2U : 1U);
  }
}

TEST(TorchWeights, ComeBackAsTheSame) {
  const Parameters<float> before = gru();
  Parameters<float> after = gru();
  for (auto& parameter : after) parameter.value.assign(parameter.value.size(), 0.0F);
  ASSERT_TRUE(take_torch_weights(*parse_safetensors(*serialize(torch_weights(before))), after));
  auto expected = before.begin();
  for (const auto& parameter : after) EXPECT_EQ(parameter.value, (expected++)->value);
}

TEST(TorchWeights, SumBiasesWhereOnlyTheSumCounts) {
  ModelFile file = torch_weights(gru());
  for (NamedTensor& tensor : file.tensors) {
    if (tensor.name == "rnn.bias_hh_l0") tensor.values = std::vector<double>{1, 2, 3, 4, 5, 6};
  }
  Parameters<float> parameters = gru();
  ASSERT_TRUE(take_torch_weights(file, parameters));
  EXPECT_EQ(parameters.find("rnn.bias_ih_l0")->value, (std::vector<float>{20, 22, 24, 26, 23, 24}));
  EXPECT_EQ(parameters.find("rnn.bias_hh_l0")->value, (std::vector<float>{5, 6}));

  Parameters<float> lstm;
  lstm.add("bias_free", 1, 1);
  lstm.add("rnn.bias_ih_l1_reverse", 1, 4);
  const ModelFile both{
      .metadata = {},
      .tensors = {{"bias_free", {1}, std::vector<float>{7}},
                  {"rnn.bias_ih_l1_reverse", {4}, std::vector<float>{1, 1, 1, 1}},
                  {"rnn.bias_hh_l1_reverse", {4}, std::vector<float>{1, 2, 3, 4}}}};
  ASSERT_TRUE(take_torch_weights(both, lstm));
  EXPECT_EQ(lstm.find("rnn.bias_ih_l1_reverse")->value, (std::vector<float>{2, 3, 4, 5}));
}

TEST(TorchWeights, AreRefusedWholeWhereAnythingIsWrong) {
  Parameters<float> parameters = gru();
  ModelFile file = torch_weights(gru());
  std::get<std::vector<float>>(file.tensors[0].values)[0] = 100;
  std::get<std::vector<float>>(file.tensors[3].values)[0] = NAN;
  EXPECT_EQ(take_torch_weights(file, parameters).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(parameters.begin()->value[0], 1);
  file.tensors.pop_back();
  EXPECT_EQ(take_torch_weights(file, parameters).error().text(),
            "rnn.weight_hh_l0: the file lacks these weights");
  file = torch_weights(gru());
  file.tensors[0].values = std::vector<float>{1, 2};
  EXPECT_EQ(take_torch_weights(file, parameters).error().text(),
            "rnn.weight_ih_l0: 2 weights there, 18 here");
}
}  // namespace
}  // namespace foretell

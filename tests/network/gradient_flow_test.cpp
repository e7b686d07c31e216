#include "foretell/network/gradient_flow.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "foretell/network/initialization.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
namespace {
struct Setup {
  RecurrentOptions options;
  InitialWeights start = {};
  std::vector<std::size_t> lengths = {200, 150, 200};
};

GradientFlow flow_of(const Setup& setup) {
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(parameters, "rnn", 2, setup.options);
  initialize(layer, setup.start, 1);
  const auto layout = *RaggedLayout::from(setup.lengths);
  const auto x = random_numbers<float>(layout.rows() * 2, 5);
  const auto flow = measure_gradient_flow<float>(
      parameters, layer, MatrixView<const float>(x.data(), layout.rows(), 2), layout);
  EXPECT_TRUE(flow);
  for (const auto& parameter : parameters) {
    EXPECT_EQ(parameter.gradient, std::vector<float>(parameter.gradient.size(), 0));
  }
  return *flow;
}

TEST(GradientFlow, VanishesInASmallElmanNetworkAndTheCureIsAGate) {
  const auto flow = flow_of({{.cell = {.kind = CellKind::kElmanTanh}, .hidden_sizes = {32}},
                             {.start = RecurrentStart::kUniform}});
  EXPECT_EQ(flow.verdict, FlowVerdict::kVanishing);
  EXPECT_LT(flow.per_step, 0.9);
  EXPECT_NE(flow.advice.find("gated"), std::string::npos);
  EXPECT_EQ(flow.layers[0].h.size(), 200U);
  EXPECT_NEAR(flow.layers[0].h[0], 1, 1e-6);
}

TEST(GradientFlow, ExplodesWithLargeRecurrentWeightsAndTheCureIsToClip) {
  const auto flow = flow_of({{.cell = {.kind = CellKind::kElmanRelu}, .hidden_sizes = {32}},
                             {.start = RecurrentStart::kIdentity, .scale = 1.2}});
  EXPECT_EQ(flow.verdict, FlowVerdict::kExploding);
  EXPECT_NE(flow.advice.find("clip"), std::string::npos);
  EXPECT_NEAR(flow.layers[0].gates[0].spectral_radius, 1.2, 1e-3);
}

TEST(GradientFlow, IsHealthyWhereTheMemoryIsAsLongAsTheSequence) {
  const auto flow = flow_of({{.hidden_sizes = {32}}, {.longest_memory = 200}});
  EXPECT_EQ(flow.verdict, FlowVerdict::kHealthy) << flow.ratio;
  EXPECT_EQ(flow.layers[0].c.size(), 200U);
  EXPECT_GT(flow.layers[0].time_constants.back(), 50);
}

TEST(GradientFlow, AsksToOpenTheGatesWhereAGatedCellForgets) {
  const auto flow = flow_of({{.hidden_sizes = {32}}, {.forget_bias = -2}});
  EXPECT_EQ(flow.verdict, FlowVerdict::kVanishing);
  EXPECT_NE(flow.advice.find("forget_bias"), std::string::npos);
  EXPECT_LT(flow.layers[0].time_constants.back(), 2);
}

TEST(GradientFlow, NamesEveryLayerAndGate) {
  const auto flow = flow_of(
      {{.cell = {.kind = CellKind::kGru}, .hidden_sizes = {4, 4}, .direction = Direction::kBoth}});
  ASSERT_EQ(flow.layers.size(), 4U);
  EXPECT_EQ(flow.layers[0].name, "l0");
  EXPECT_EQ(flow.layers[3].name, "l1_reverse");
  ASSERT_EQ(flow.layers[0].gates.size(), 3U);
  EXPECT_EQ(flow.layers[0].gates[1].name, "update");
  for (const auto& gate : flow.layers[0].gates) {
    EXPECT_GE(gate.saturated, 0);
    EXPECT_LE(gate.saturated, 1);
  }
  EXPECT_NEAR(flow.layers[0].gates[0].mean, 0.5, 0.2);
}

TEST(GradientFlow, CountsSaturatedGates) {
  const auto flow = flow_of({{.hidden_sizes = {8}}, {.forget_bias = 20}});
  EXPECT_EQ(flow.layers[0].gates[1].saturated, 1);
  EXPECT_NEAR(flow.layers[0].gates[1].mean, 1, 1e-6);
}

TEST(GradientFlow, RefusesInputThatIsNotFinite) {
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(parameters, "rnn", 1, {.hidden_sizes = {2}});
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{1, 2});
  const std::vector<float> x = {0, 0, std::numeric_limits<float>::quiet_NaN()};
  const auto flow = measure_gradient_flow<float>(parameters, layer,
                                                 MatrixView<const float>(x.data(), 3, 1), layout);
  ASSERT_FALSE(flow);
  EXPECT_EQ(flow.error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(flow.error().where, "sequence 2 step 2");
}

/// The measured gradient is that of central differences: J of a moved state at each distance.
TEST(GradientFlow, HasTheNormsThatTheProductOfJacobiansHas) {
  // A linear cell in disguise: relu with positive weights, so ∂h_t/∂h_{t−1} is the weight itself.
  Parameters<double> parameters;
  const auto layer = *Recurrent<double>::add(
      parameters, "rnn", 1, {.cell = {.kind = CellKind::kElmanRelu}, .hidden_sizes = {1}});
  for (auto& p : parameters) p.value = {0.5};
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>{6, 4});
  const std::vector<double> x(10, 1);
  const auto flow = *measure_gradient_flow<double>(
      parameters, layer, MatrixView<const double>(x.data(), 10, 1), layout);
  for (std::size_t k = 0; k < 6; ++k) {
    EXPECT_DOUBLE_EQ(flow.layers[0].h[k], std::pow(0.5, static_cast<double>(k)));
  }
  EXPECT_DOUBLE_EQ(flow.per_step, 0.5);
}
}  // namespace
}  // namespace foretell::network

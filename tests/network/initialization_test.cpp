#include "foretell/network/initialization.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell::network {
namespace {
Parameter<double> matrix(std::size_t rows, std::size_t cols) {
  return {"w", rows, cols, std::vector<double>(rows * cols), {}, false, {}};
}

double variance(const Parameter<double>& p) {
  double sum = 0;
  for (const double value : p.value) sum += value * value;
  return sum / static_cast<double>(p.value.size());
}

TEST(Initialization, DrawsGlorotWithItsVariance) {
  auto uniform = matrix(300, 100), normal = matrix(300, 100);
  fill_glorot_uniform(uniform, {0, 300}, 1);
  fill_glorot_normal(normal, {0, 300}, 1);
  EXPECT_NEAR(variance(uniform), 2.0 / 400, 1e-4);
  EXPECT_NEAR(variance(normal), 2.0 / 400, 1e-4);
  const double bound = std::sqrt(6.0 / 400);
  for (const double value : uniform.value) EXPECT_LE(std::abs(value), bound);
}

/// The largest difference of m·mᵀ, or mᵀ·m, from scale²·identity.
double distance_from_orthogonal(const Parameter<double>& p, Block block, double scale) {
  const auto m = MatrixView<const double>(p.view()).rows_from(block.first, block.count);
  const bool wide = m.rows() <= m.cols();
  const std::size_t n = wide ? m.rows() : m.cols(), inner = wide ? m.cols() : m.rows();
  double worst = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < inner; ++k) {
        sum += wide ? m(i, k) * m(j, k) : m(k, i) * m(k, j);
      }
      worst = std::max(worst, std::abs(sum - (i == j ? scale * scale : 0)));
    }
  }
  return worst;
}

TEST(Initialization, MakesOrthogonalBlocksOfAnyShape) {
  for (const auto& [rows, cols] :
       std::vector<std::pair<std::size_t, std::size_t>>{{1, 1}, {40, 40}, {7, 30}, {30, 7}}) {
    auto p = matrix(rows + 3, cols);
    fill_orthogonal(p, {2, rows}, 1.5, 4);
    EXPECT_LT(distance_from_orthogonal(p, {2, rows}, 1.5), 1e-12);
    EXPECT_EQ(p.value.front(), 0);
    EXPECT_EQ(p.value.back(), 0);
  }
}

TEST(Initialization, GivesEachParameterItsOwnNumbersFromTheSeed) {
  auto a = matrix(3, 3), b = matrix(3, 3), c = matrix(3, 3);
  b.name = "other";
  fill_uniform(a, {0, 3}, 1, 1);
  fill_uniform(b, {0, 3}, 1, 1);
  fill_uniform(c, {0, 3}, 1, 1);
  EXPECT_EQ(a.value, c.value);
  EXPECT_NE(a.value, b.value);
  fill_uniform(c, {0, 3}, 1, 2);
  EXPECT_NE(a.value, c.value);
}

/// Mean of gate g's bias.
double mean_bias(const Recurrent<double>& layer, std::size_t g) {
  const auto& direction = layer.direction(0);
  double sum = 0;
  for (std::size_t j = 0; j < direction.hidden_size; ++j) {
    sum += direction.bias_ih->value[g * direction.hidden_size + j];
  }
  return sum / static_cast<double>(direction.hidden_size);
}

TEST(Initialization, OpensTheForgetGateOfAnLstmOnly) {
  for (const bool coupled : {false, true}) {
    Parameters<double> parameters;
    const auto layer = *Recurrent<double>::add(
        parameters, "rnn", 3, {.cell = {.coupled_gates = coupled}, .hidden_sizes = {8}});
    initialize(layer, {.forget_bias = 1.5}, 1);
    EXPECT_EQ(mean_bias(layer, 0), coupled ? -1.5 : 0);
    EXPECT_EQ(mean_bias(layer, 1), coupled ? 0 : 1.5);
  }
  Parameters<double> parameters;
  const auto gru = *Recurrent<double>::add(parameters, "rnn", 3,
                                           {.cell = {.kind = CellKind::kGru}, .hidden_sizes = {8}});
  initialize(gru, {.forget_bias = 1.5}, 1);
  for (const std::size_t g : {0, 1, 2}) EXPECT_EQ(mean_bias(gru, g), 0);
}

TEST(Initialization, SpreadsMemoryUpToTheLongestAsked) {
  Parameters<double> parameters;
  const auto layer = *Recurrent<double>::add(parameters, "rnn", 3, {.hidden_sizes = {400}});
  initialize(layer, {.longest_memory = 1000}, 1);
  const auto& bias = layer.direction(0).bias_ih->value;
  for (std::size_t j = 0; j < 400; ++j) {
    EXPECT_GE(bias[400 + j], 0);
    EXPECT_LE(bias[400 + j], std::log(999));
    EXPECT_EQ(bias[j], -bias[400 + j]);
  }
  EXPECT_NEAR(mean_bias(layer, 1), std::log(999) - 1, 0.2);
}

TEST(Initialization, StartsAllCellsWithGainsOfOneAndTheRecurrentWeightsAsked) {
  for (const CellKind kind : {CellKind::kElmanRelu, CellKind::kLstm, CellKind::kPeepholeLstm,
                              CellKind::kGru, CellKind::kGruResetBefore, CellKind::kOneGateGru}) {
    Parameters<double> parameters;
    const auto layer = *Recurrent<double>::add(
        parameters, "rnn", 3,
        {.cell = {.kind = kind, .layer_norm = true}, .hidden_sizes = {6}, .learned_state = true});
    auto& weight = *parameters.find("rnn.weight_hh_l0");
    initialize(layer, {}, 1);
    for (std::size_t g = 0; g < weight.rows / 6; ++g) {
      EXPECT_LT(distance_from_orthogonal(weight, {6 * g, 6}, 1), 1e-12);
    }
    initialize(layer, {.start = RecurrentStart::kIdentity, .scale = 0.5}, 1);
    for (std::size_t r = 0; r < weight.rows; ++r) {
      for (std::size_t c = 0; c < 6; ++c) {
        EXPECT_EQ(weight.view()(r, c), r % 6 == c ? 0.5 : 0);
      }
    }
    initialize(layer, {.start = RecurrentStart::kUniform}, 1);
    EXPECT_NEAR(variance(weight), 1.0 / 6 / 3, 0.03);
    for (const char* name : {"rnn.gain_ih_l0", "rnn.gain_hh_l0"}) {
      const auto& gain = *parameters.find(name);
      EXPECT_EQ(gain.value, std::vector<double>(gain.cols, 1));
    }
    EXPECT_EQ(parameters.find("rnn.start_h_l0")->value, std::vector<double>(6, 0));
  }
}

TEST(Initialization, LeavesTheSecondBiasOfAGruUsable) {
  Parameters<double> parameters;
  const auto layer = *Recurrent<double>::add(
      parameters, "rnn", 3, {.cell = {.kind = CellKind::kGru}, .hidden_sizes = {8}});
  initialize(layer, {}, 1);
  EXPECT_EQ(parameters.find("rnn.bias_hh_l0")->value, std::vector<double>(8, 0));
  initialize(layer, {.start = RecurrentStart::kUniform}, 1);
  EXPECT_NE(parameters.find("rnn.bias_hh_l0")->value, std::vector<double>(8, 0));
}

TEST(Initialization, FillsLinearAndEmbedding) {
  Parameters<double> parameters;
  const auto linear = Linear<double>::add(parameters, "output", 100, 300);
  const auto embedding = Embedding<double>::add(parameters, "embedding", 100, 50);
  initialize(linear, 1);
  initialize(embedding, 0.1, 1);
  EXPECT_NEAR(variance(*linear.weight), 2.0 / 400, 1e-4);
  EXPECT_EQ(linear.bias->value, std::vector<double>(300, 0));
  EXPECT_NEAR(variance(*embedding.table), 0.01, 1e-3);
}
}  // namespace
}  // namespace foretell::network

// How far the gradient of a loss at the end of 201 steps reaches back, for untrained cells.
// Run: gradient_reach > reach.csv   (cell, distance, h, c); drawn by gradient_reach.py
#include <fmt/format.h>

#include <string>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/network/gradient_flow.hpp"
#include "foretell/network/initialization.hpp"

namespace {
using namespace foretell;
using namespace foretell::network;

struct Kind {
  std::string name;
  CellKind cell;
  InitialWeights start;
};

const std::vector<Kind> kKinds{
    {"RNN tanh", CellKind::kElmanTanh, {.start = RecurrentStart::kUniform}},
    {"RNN ReLU, identity", CellKind::kElmanRelu, {.start = RecurrentStart::kIdentity}},
    {"GRU", CellKind::kGru, {}},
    {"GRU, memory 200", CellKind::kGru, {.longest_memory = 200}},
    {"LSTM, forget bias 1", CellKind::kLstm, {}},
    {"LSTM, memory 200", CellKind::kLstm, {.longest_memory = 200}},
};

void measure(const Kind& kind) {
  constexpr std::size_t kSteps = 201, kBatch = 8, kInput = 16;
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(parameters, "rnn", kInput,
                                            {.cell = {.kind = kind.cell}, .hidden_sizes = {64}});
  initialize(layer, kind.start, 1);
  const auto layout = *RaggedLayout::from(std::vector<std::size_t>(kBatch, kSteps));
  Rng rng(5);
  std::vector<float> x(layout.rows() * kInput);
  for (float& value : x) value = static_cast<float>(rng.normal());
  const auto flow = measure_gradient_flow<float>(
      parameters, layer, MatrixView<const float>(x.data(), layout.rows(), kInput), layout);
  const auto& reach = flow->layers.front();
  for (std::size_t k = 0; k < reach.h.size(); ++k) {
    fmt::print("\"{}\",{},{:.6e},{:.6e}\n", kind.name, k, reach.h[k],
               reach.c.empty() ? reach.h[k] : reach.c[k]);
  }
}
}  // namespace

int main() {
  fmt::print("cell,distance,h,c\n");
  for (const Kind& kind : kKinds) measure(kind);
}

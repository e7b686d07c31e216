// Values of tools/golden/recurrent_cells.py: every cell and option written step by step and
// differentiated by PyTorch 2.15.0 in double, on sequences of 4, 1 and 3 steps.
#include <gtest/gtest.h>

#include "foretell/network/layers/recurrent.hpp"
#include "tests/network/golden_batch.hpp"

namespace foretell::network {
namespace {
using nlohmann::json;

CellOptions options_of(const json& golden) {
  const auto& options = golden["options"];
  const std::string kind = golden["kind"];
  CellOptions cell;
  if (kind == "elman") {
    cell.kind = options.value("relu", false) ? CellKind::kElmanRelu : CellKind::kElmanTanh;
  }
  if (kind == "one_gate") cell.kind = CellKind::kOneGateGru;
  if (kind == "gru") cell.kind = CellKind::kGru;
  if (kind == "gru_before") cell.kind = CellKind::kGruResetBefore;
  if (options.value("peephole", false)) cell.kind = CellKind::kPeepholeLstm;
  cell.layer_norm = options.value("layer_norm", false);
  cell.coupled_gates = options.value("coupled", false);
  cell.projection_size = options.value("projection", std::size_t{0});
  cell.zoneout = options.value("zoneout", 0.0);
  cell.zoneout_memory = options.value("zoneout_memory", 0.0);
  return cell;
}

/// "rnn.weight_ih_l0" is their "weight_ih".
std::string theirs(const std::string& name) {
  return name.substr(4, name.size() - 4 - 3);
}

template <class Real>
class CellsGolden : public ::testing::Test {};
using Reals = ::testing::Types<float, double>;
TYPED_TEST_SUITE(CellsGolden, Reals);

TYPED_TEST(CellsGolden, AgreeWithTheirFormulasAndPyTorchsGradients) {
  using Real = TypeParam;
  const auto file = golden::read("network/golden/cells.json");
  EXPECT_GE(file["cases"].size(), 20U);
  for (const auto& golden : file["cases"]) {
    SCOPED_TRACE(golden["kind"].get<std::string>() + golden["options"].dump());
    Parameters<Real> parameters;
    const auto layer = *Recurrent<Real>::add(parameters, "rnn", 2,
                                             {.cell = options_of(golden), .hidden_sizes = {3}});
    ASSERT_EQ(parameters.size(), golden["weights"].size());
    for (auto& p : parameters) {
      const auto numbers = flat(golden["weights"][theirs(p.name)]);
      ASSERT_EQ(numbers.size(), p.value.size()) << p.name;
      p.value.assign(numbers.begin(), numbers.end());
    }
    const auto layout = layout_of(golden["inputs"]);
    const auto x = rows_of<Real>(layout, golden["inputs"]);
    Tape<Real> tape;
    tape.begin({.mode = Mode::kAttribution});
    const Variable input = tape.input({x.data(), layout.rows(), 2}, true);
    const Variable y = layer.apply(tape, input, layout);
    expect_near(numbers_of(tape.value(y)), rows_of<double>(layout, golden["outputs"]), "output");
    const auto dy = rows_of<Real>(layout, golden["output_gradients"]);
    std::copy(dy.begin(), dy.end(), tape.gradient(y).data());
    tape.backward();
    expect_near(numbers_of(tape.gradient(input)),
                rows_of<double>(layout, golden["input_gradients"]), "dx");
    for (const auto& p : parameters) {
      expect_near(p.gradient, flat(golden["weight_gradients"][theirs(p.name)]), p.name);
    }
  }
}
}  // namespace
}  // namespace foretell::network

// Values of tools/golden/recurrent_pytorch.py: two bidirectional layers over sequences of 5, 2, 4
// and 1 steps, from PyTorch 2.15.0 in double.
#include <gtest/gtest.h>

#include "foretell/network/layers/linear.hpp"
#include "foretell/network/layers/recurrent.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "tests/network/golden_batch.hpp"

namespace foretell::network {
namespace {
using nlohmann::json;

constexpr std::size_t kInputs = 3, kHidden = 4, kClasses = 5;

struct Peer {
  const char* name;
  CellOptions options;
};
const std::vector<Peer> kPeers = {
    {"elman_tanh", {.kind = CellKind::kElmanTanh}},
    {"elman_relu", {.kind = CellKind::kElmanRelu}},
    {"lstm", {.kind = CellKind::kLstm}},
    {"lstm_projection", {.kind = CellKind::kLstm, .projection_size = 2}},
    {"gru", {.kind = CellKind::kGru}},
};

/// PyTorch's numbers of a parameter, in our form: its two biases are one, but for the candidate of
/// a GRU; gradients of a sum of biases are those of either.
std::vector<double> converted(const json& theirs, const std::string& name, CellKind kind,
                              bool gradient) {
  const bool gru = kind == CellKind::kGru;
  auto numbers = flat(theirs.at(name));
  if (name.starts_with("bias_hh")) return {numbers.begin() + 2 * kHidden, numbers.end()};
  if (!name.starts_with("bias_ih") || gradient) return numbers;
  const auto second = flat(theirs.at("bias_hh" + name.substr(7)));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!gru || i < 2 * kHidden) numbers[i] += second[i];
  }
  return numbers;
}

template <class Real>
struct Network {
  Parameters<Real> parameters;
  Recurrent<Real> rnn;
  CellKind kind;

  Network(const Peer& peer, const json& golden)
      : rnn(*Recurrent<Real>::add(parameters, "rnn", kInputs,
                                  {.cell = peer.options,
                                   .hidden_sizes = {kHidden, kHidden},
                                   .direction = Direction::kBoth})),
        kind(peer.options.kind) {
    for (auto& p : parameters) {
      const auto numbers = converted(golden.at("weights"), theirs(p.name), kind, false);
      ASSERT_EQ_SIZE(p, numbers);
      p.value.assign(numbers.begin(), numbers.end());
    }
  }
  static std::string theirs(const std::string& name) { return name.substr(4); }
  static void ASSERT_EQ_SIZE(const Parameter<Real>& p, const std::vector<double>& numbers) {
    ASSERT_EQ(p.value.size(), numbers.size()) << p.name;
  }
};

/// Numbers of one state of theirs [layers·directions, batch, width] in slot order.
std::vector<double> state_of(const RaggedLayout& layout, const json& states, std::size_t k) {
  std::vector<double> rows;
  for (const std::size_t i : layout.order()) flatten(states[k][i], rows);
  return rows;
}

template <class Real>
class PyTorch : public ::testing::Test {};
using Reals = ::testing::Types<float, double>;
TYPED_TEST_SUITE(PyTorch, Reals);

TYPED_TEST(PyTorch, AgreesOnOutputsStatesAndAllGradients) {
  using Real = TypeParam;
  for (const Peer& peer : kPeers) {
    SCOPED_TRACE(peer.name);
    const auto golden = golden::read(std::string("network/golden/") + peer.name + ".json");
    Network<Real> net(peer, golden);
    const auto layout = layout_of(golden["inputs"]);
    const auto x = rows_of<Real>(layout, golden["inputs"]);
    Tape<Real> tape;
    const Variable input = tape.input({x.data(), layout.rows(), kInputs}, true);
    std::vector<StateVariables> last(4);
    const Variable y = net.rnn.apply(tape, input, layout, {.last = last});
    expect_near(numbers_of(tape.value(y)), flat(json(rows_of<double>(layout, golden["outputs"]))),
                "output");
    const auto dy = rows_of<Real>(layout, golden["output_gradients"]);
    std::copy(dy.begin(), dy.end(), tape.gradient(y).data());
    const std::size_t num_states = golden["states"].size();  // h, or h and c
    for (std::size_t k = 0; k < 4; ++k) {
      for (std::size_t s = 0; s < num_states; ++s) {
        const Variable v = s == 0 ? last[k].h : last[k].c;
        expect_near(numbers_of(tape.value(v)), state_of(layout, golden["states"][s], k), "state");
        const auto d = state_of(layout, golden["state_gradients"][s], k);
        std::copy(d.begin(), d.end(), tape.gradient(v).data());
      }
    }
    tape.backward();
    expect_near(numbers_of(tape.gradient(input)),
                rows_of<double>(layout, golden["input_gradients"]), "dx");
    for (const auto& p : net.parameters) {
      expect_near(p.gradient,
                  converted(golden["weight_gradients"], net.theirs(p.name), net.kind, true),
                  p.name);
    }
  }
}

template <class Real>
Linear<Real> output_layer(Parameters<Real>& parameters, const json& training) {
  const std::size_t width = training["output_weight"][0].size();
  const auto output = Linear<Real>::add(parameters, "output", width, kClasses);
  const auto weight = flat(training["output_weight"]), bias = flat(training["output_bias"]);
  output.weight->value.assign(weight.begin(), weight.end());
  output.bias->value.assign(bias.begin(), bias.end());
  return output;
}

TYPED_TEST(PyTorch, AgreesOnTenStepsOfTraining) {
  using Real = TypeParam;
  for (const Peer& peer : kPeers) {
    SCOPED_TRACE(peer.name);
    const auto golden = golden::read(std::string("network/golden/") + peer.name + ".json");
    const auto& training = golden["training"];
    Network<Real> net(peer, golden);
    const auto output = output_layer(net.parameters, training);
    const auto layout = layout_of(training["inputs"]);
    const auto x = rows_of<Real>(layout, training["inputs"]);
    const auto classes = rows_of<double>(layout, training["targets"]);
    const std::vector<std::uint32_t> targets(classes.begin(), classes.end());
    std::vector<Real> losses;
    Tape<Real> tape;
    for (int step = 0; step < 10; ++step) {
      tape.begin({});
      net.parameters.clear_gradients();
      const Variable h =
          net.rnn.apply(tape, tape.input({x.data(), layout.rows(), kInputs}), layout);
      const Variable loss = SoftmaxCrossEntropy<Real>{}.apply(tape, output.apply(tape, h), targets);
      losses.push_back(tape.value(loss)(0, 0));
      tape.backward(loss);
      for (auto& p : net.parameters) {
        for (std::size_t i = 0; i < p.value.size(); ++i) {
          p.value[i] -= training["rate"].template get<Real>() * p.gradient[i];
        }
      }
    }
    expect_near(losses, flat(training["losses"]), "losses");
    for (const auto& p : net.parameters) {
      if (!p.name.starts_with("rnn.")) continue;
      expect_near(p.value, converted(training["weights"], net.theirs(p.name), net.kind, false),
                  p.name);
    }
  }
}
}  // namespace
}  // namespace foretell::network

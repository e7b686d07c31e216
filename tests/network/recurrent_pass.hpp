#pragma once
#include <vector>

#include "foretell/network/layers/recurrent.hpp"
#include "tests/network/gradient_check.hpp"

namespace foretell::network {
/// A forward and backward pass of a recurrent network over sequences whose numbers, and whose
/// gradients from above, depend on their key and the time alone.
struct PassSetup {
  RecurrentOptions options;
  std::vector<std::size_t> lengths;
  std::vector<std::uint64_t> keys = {};  ///< empty: 0, 1, …
  Pass pass = {.seed = 9};
  bool only_last = false;
};

/// Numbers by sequence in the caller's order, and all gradients of parameters.
template <class Real>
struct PassResult {
  std::vector<std::vector<Real>> outputs, input_gradients, last;
  std::vector<std::vector<Real>> parameter_gradients;

  bool operator==(const PassResult&) const = default;
};

template <class Real, class Row>
std::vector<Real> rows_of(const RaggedLayout& layout, std::size_t width,
                          const std::vector<std::uint64_t>& keys, const Row& row) {
  std::vector<Real> result;
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) {
      const auto numbers = random_numbers<Real>(width, row(keys[layout.order()[b]], t));
      result.insert(result.end(), numbers.begin(), numbers.end());
    }
  }
  return result;
}

template <class Real>
std::vector<std::vector<Real>> by_sequence(const RaggedLayout& layout, MatrixView<Real> rows) {
  std::vector<std::vector<Real>> result(layout.batch());
  for (std::size_t i = 0; i < layout.batch(); ++i) {
    const std::size_t b = layout.slot_of(i);
    for (std::size_t t = 0; t < layout.length(b) && !rows.empty(); ++t) {
      const Real* row = rows.row(layout.row(t, b));
      result[i].insert(result[i].end(), row, row + rows.cols());
    }
  }
  return result;
}

template <class Real>
PassResult<Real> run_pass(const PassSetup& setup) {
  constexpr std::size_t kInputs = 2;
  Parameters<Real> parameters;
  const auto layer = *Recurrent<Real>::add(parameters, "rnn", kInputs, setup.options);
  randomise(parameters);
  const auto layout = *RaggedLayout::from(setup.lengths);
  auto keys = setup.keys;
  for (std::size_t i = keys.size(); i < layout.batch(); ++i) keys.push_back(i);
  const auto x =
      rows_of<Real>(layout, kInputs, keys, [](auto key, auto t) { return 1000 * key + 2 * t; });
  Tape<Real> tape;
  Pass pass = setup.pass;
  pass.keys = keys;
  tape.begin(pass);
  const Variable input = tape.input(MatrixView<const Real>(x.data(), layout.rows(), kInputs), true);
  std::vector<StateVariables> last(layer.num_states());
  const Variable y = layer.apply(tape, input, layout, {.last = last, .only_last = setup.only_last});
  PassResult<Real> result;
  const auto h = tape.value(last.back().h);
  for (std::size_t i = 0; i < layout.batch(); ++i) {
    const Real* row = h.row(layout.slot_of(i));
    result.last.emplace_back(row, row + h.cols());
  }
  if (y.valid()) result.outputs = by_sequence(layout, tape.value(y));
  if (!tape.gradients()) return result;
  if (y.valid()) {
    const auto dy = rows_of<Real>(layout, tape.value(y).cols(), keys,
                                  [](auto key, auto t) { return 1000 * key + 2 * t + 1; });
    std::copy(dy.begin(), dy.end(), tape.gradient(y).data());
  } else {
    const auto dh = tape.gradient(last.back().h);
    for (std::size_t k = 0; k < dh.rows() * dh.cols(); ++k) dh.data()[k] = Real(1) / Real(k + 1);
  }
  tape.backward();
  result.input_gradients = by_sequence(layout, tape.gradient(input));
  for (const auto& parameter : parameters) result.parameter_gradients.push_back(parameter.gradient);
  return result;
}
}  // namespace foretell::network

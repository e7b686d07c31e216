// Seconds of one recurrent layer: inference, and training (forward, backward, a step of SGD).
// Run: recurrent_speed THREADS CASE...   with CASE = cell:batch:steps:input:hidden[:ragged]
// Prints per case "CASE inference_seconds training_seconds tape_bytes kept_bytes
// laid_out_seconds", medians; the last is inference with weights laid out once for all calls.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "foretell/base/parallel.hpp"
#include "foretell/base/rng.hpp"
#include "foretell/network/initialization.hpp"

namespace {
using namespace foretell;
using namespace foretell::network;

const std::map<std::string, CellOptions> kCells{
    {"rnn", {.kind = CellKind::kElmanTanh}},
    {"lstm", {.kind = CellKind::kLstm}},
    {"peephole", {.kind = CellKind::kPeepholeLstm}},
    {"lstm-norm", {.kind = CellKind::kLstm, .layer_norm = true}},
    {"lstm-zoneout", {.kind = CellKind::kLstm, .zoneout = 0.1}},
    {"gru", {.kind = CellKind::kGru}},
    {"gru-before", {.kind = CellKind::kGruResetBefore}},
    {"one-gate", {.kind = CellKind::kOneGateGru}},
};

struct Case {
  std::string cell;
  std::vector<std::size_t> lengths;
  std::size_t input = 0, hidden = 0;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == ':')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

Case parse(const std::string& text) {
  const auto parts = split(text);
  const auto number = [&](std::size_t i) { return std::stoul(parts.at(i)); };
  Case result{parts[0], {}, number(3), number(4)};
  const std::size_t batch = number(1), steps = number(2);
  for (std::size_t b = 0; b < batch; ++b) {
    // Ragged: lengths evenly from 1 to the longest, so that their mean is half of it.
    result.lengths.push_back(
        parts.size() > 5 ? 1 + b * (steps - 1) / std::max<std::size_t>(1, batch - 1) : steps);
  }
  return result;
}

double seconds_of(const std::function<void()>& run) {
  const auto begin = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median_of(const std::function<void()>& run) {
  std::vector<double> seconds;
  double total = 0;
  for (run(); (total < 0.5 || seconds.size() < 5) && seconds.size() < 2000;
       total += seconds.back()) {
    seconds.push_back(seconds_of(run));
  }
  std::nth_element(seconds.begin(), seconds.begin() + static_cast<long>(seconds.size() / 2),
                   seconds.end());
  return seconds[seconds.size() / 2];
}

void measure(const std::string& text) {
  const Case c = parse(text);
  const auto layout = *RaggedLayout::from(c.lengths);
  Parameters<float> parameters;
  const auto layer = Recurrent<float>::add(parameters, "rnn", c.input,
                                           {.cell = kCells.at(c.cell), .hidden_sizes = {c.hidden}});
  initialize(*layer, {}, 1);
  Rng rng(1);
  std::vector<float> numbers(layout.rows() * c.input);
  for (float& x : numbers) x = static_cast<float>(rng.normal());
  const MatrixView<const float> frames{numbers.data(), layout.rows(), c.input};
  Tape<float> tape;
  const double inference = median_of([&] {
    tape.begin({.mode = Mode::kInference});
    (void)layer->apply(tape, tape.input(frames), layout);
  });
  const auto weights = layer->packed();
  const double laid_out = median_of([&] {
    tape.begin({.mode = Mode::kInference});
    (void)layer->apply(tape, tape.input(frames), layout, {.packed = &weights});
  });
  Tape<float> training;
  const double both = median_of([&] {
    training.begin({.mode = Mode::kTraining});
    const Variable h = layer->apply(training, training.input(frames, true), layout);
    const auto dh = training.gradient(h);
    for (std::size_t r = 0; r < dh.rows(); ++r) std::fill_n(dh.row(r), dh.cols(), 1e-3F);
    training.backward();
    for (auto& parameter : parameters) {
      for (std::size_t i = 0; i < parameter.value.size(); ++i) {
        parameter.value[i] -= 1e-6F * parameter.gradient[i];
      }
    }
    parameters.clear_gradients();
  });
  // What backpropagation must keep of each step: gates (of a GRU also the state's part of n; with
  // layer norm both normalised products), c, h and its gradient, the input and its gradient.
  const CellShape shape = CellShape::of(kCells.at(c.cell));
  const std::size_t sums = shape.num_gates * (kCells.at(c.cell).layer_norm ? 3 : 1);
  const std::size_t units = sums + shape.num_extra + (shape.memory ? 1 : 0) + 2;
  const std::size_t kept = layout.rows() * (units * c.hidden + 2 * c.input) * sizeof(float);
  fmt::print("{} {:.9f} {:.9f} {} {} {:.9f}\n", text, inference, both, training.arena().peak(),
             kept, laid_out);
}
}  // namespace

int main(int argc, char** argv) {
  set_num_threads(static_cast<std::size_t>(std::atoi(argv[1])));
  for (int i = 2; i < argc; ++i) measure(argv[i]);
}

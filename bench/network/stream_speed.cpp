// One step of a stream of one sequence, the whole of it, with weights in float and in eight bits.
// Run: stream_speed [CELL:INPUT:HIDDEN...]     default lstm:64:256
// Prints per case "CASE float_us int8_us ratio", medians over rounds that alternate.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "foretell/base/parallel.hpp"
#include "foretell/base/rng.hpp"
#include "foretell/network/initialization.hpp"
#include "foretell/network/stream.hpp"

namespace {
using namespace foretell;
using namespace foretell::network;

const std::map<std::string, CellKind> kCells{{"rnn", CellKind::kElmanTanh},
                                             {"lstm", CellKind::kLstm},
                                             {"gru", CellKind::kGru},
                                             {"one-gate", CellKind::kOneGateGru}};

double microseconds_of_a_step(Stream<float>& stream, const Recurrent<float>& layer,
                              MatrixView<const float> x) {
  constexpr int kSteps = 50;
  const auto begin = std::chrono::steady_clock::now();
  for (int t = 0; t < kSteps; ++t) {
    (void)stream.step([&](auto& tape, const auto& layout, const auto& call) {
      return layer.apply(tape, tape.input(x), layout, call);
    });
  }
  const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begin;
  return spent.count() / kSteps;
}

double median(std::vector<double> all) {
  std::nth_element(all.begin(), all.begin() + static_cast<long>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

void measure(const std::string& text) {
  const auto first = text.find(':'), second = text.find(':', first + 1);
  const std::size_t input = std::stoul(text.substr(first + 1)),
                    hidden = std::stoul(text.substr(second + 1));
  Parameters<float> parameters;
  const auto layer = *Recurrent<float>::add(
      parameters, "rnn", input,
      {.cell = {.kind = kCells.at(text.substr(0, first))}, .hidden_sizes = {hidden}});
  initialize(layer, {}, 1);
  Rng rng(1);
  std::vector<float> numbers(input);
  for (float& x : numbers) x = static_cast<float>(rng.normal());
  const MatrixView<const float> x{numbers.data(), 1, input};
  auto exact = *Stream<float>::over(layer);
  auto rounded = *Stream<float>::over(layer, 1, Precision::kInt8);
  std::vector<double> wide, narrow;
  for (int round = 0; round < 600; ++round) {
    wide.push_back(microseconds_of_a_step(exact, layer, x));
    narrow.push_back(microseconds_of_a_step(rounded, layer, x));
  }
  fmt::print("{} {:.2f} {:.2f} {:.2f}\n", text, median(wide), median(narrow),
             median(wide) / median(narrow));
}
}  // namespace

int main(int argc, char** argv) {
  set_num_threads(1);
  if (argc == 1) measure("lstm:64:256");
  for (int i = 1; i < argc; ++i) measure(argv[i]);
}

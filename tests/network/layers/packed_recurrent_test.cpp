#include "foretell/network/layers/packed_recurrent.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/network/initialization.hpp"
#include "foretell/network/stream.hpp"

namespace foretell::network {
namespace {
std::vector<float> random_values(std::size_t count) {
  Rng rng(8);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(rng.normal());
  return values;
}

// h of every step of one sequence, streamed.
std::vector<float> streamed(const Recurrent<float>& rnn, const std::vector<float>& frames,
                            Precision precision) {
  auto stream = Stream<float>::over(rnn, 1, precision);
  std::vector<float> result;
  const std::size_t width = rnn.input_size();
  for (std::size_t t = 0; t < frames.size() / width; ++t) {
    const auto h = stream->step([&](auto& tape, const auto& layout, const auto& call) {
      return rnn.apply(tape, tape.input({frames.data() + t * width, 1, width}), layout, call);
    });
    result.insert(result.end(), h.data(), h.data() + h.cols());
  }
  return result;
}

TEST(PackedRecurrent, InEightBitsStaysNearFloatOverAHundredSteps) {
  for (const auto kind : {CellKind::kElmanTanh, CellKind::kLstm, CellKind::kGru,
                          CellKind::kGruResetBefore, CellKind::kOneGateGru}) {
    Parameters<float> parameters;
    const auto rnn = *Recurrent<float>::add(parameters, "rnn", 16,
                                            {.cell = {.kind = kind}, .hidden_sizes = {48}});
    initialize(rnn, {}, 3);
    const auto frames = random_values(100 * 16);
    const auto exact = streamed(rnn, frames, Precision::kFloat);
    const auto rounded = streamed(rnn, frames, Precision::kInt8);
    double squares = 0, largest = 0;
    for (std::size_t i = 0; i < exact.size(); ++i) {
      const double error = std::abs(double{exact[i]} - rounded[i]);
      squares += error * error;
      largest = std::max(largest, error);
    }
    EXPECT_LT(std::sqrt(squares / static_cast<double>(exact.size())), 0.01);
    EXPECT_LT(largest, 0.1);
    EXPECT_GT(largest, 0);
  }
}
}  // namespace
}  // namespace foretell::network

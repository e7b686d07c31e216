#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "foretell/base/parallel.hpp"
#include "foretell/base/thread_pair.hpp"
#include "tests/network/cell_cases.hpp"
#include "tests/network/recurrent_pass.hpp"

namespace foretell::network {
namespace {
// Keeps the second thread of all pairs at work for somebody else.
class SecondThreadElsewhere {
 public:
  SecondThreadElsewhere() {
    while (!busy_) std::this_thread::yield();
  }
  ~SecondThreadElsewhere() { over_ = true; }

 private:
  std::atomic<bool> busy_ = false, over_ = false;
  std::jthread holder_{[this] {
    const ThreadPair pair(true);
    while (!pair.is_complete()) std::this_thread::yield();
    busy_ = true;
    while (!over_) std::this_thread::yield();
  }};
};

PassResult<float> pass_on(std::size_t threads, const PassSetup& setup) {
  const ThreadLimit limit(threads);
  return run_pass<float>(setup);
}

const std::vector<CellOptions>& cells() {
  static const std::vector<CellOptions> some = {{.kind = CellKind::kLstm},
                                                {.kind = CellKind::kPeepholeLstm},
                                                {.kind = CellKind::kGru},
                                                {.kind = CellKind::kElmanTanh}};
  return some;
}

TEST(RecurrentSequence, HasTheSameBitsOnOneAndTwoThreadsAtAnyWidth) {
  for (const auto& cell : cells()) {
    for (const std::size_t width : {1U, 32U, 64U, 65U, 96U, 100U, 128U, 144U, 256U}) {
      const PassSetup setup{.options = {.cell = cell, .hidden_sizes = {width}}, .lengths = {90}};
      const auto one = pass_on(1, setup);
      EXPECT_EQ(one, pass_on(2, setup)) << width;
      PassSetup inference = setup;
      inference.pass.mode = Mode::kInference;
      EXPECT_EQ(one.outputs, pass_on(2, inference).outputs) << width;
    }
  }
}

TEST(RecurrentSequence, HasThemWithEveryOptionInBothDirections) {
  for (const auto& cell : cell_cases()) {
    SCOPED_TRACE(cell.name);
    PassSetup setup{.options = {.cell = cell.options,
                                .hidden_sizes = {64, 128},
                                .direction = Direction::kBoth,
                                .dilations = {1, 3},
                                .learned_state = true},
                    .lengths = {40}};
    const auto one = pass_on(1, setup);
    EXPECT_EQ(one, pass_on(2, setup));
    setup.options.recompute = true;
    EXPECT_EQ(one, pass_on(2, setup));
  }
}

TEST(RecurrentSequence, HasThemWhereTheSecondThreadDoesNotCome) {
  const ThreadLimit two(2);
  const SecondThreadElsewhere elsewhere;
  for (const auto& cell : cells()) {
    const PassSetup setup{.options = {.cell = cell, .hidden_sizes = {128}}, .lengths = {90}};
    const auto two_threads = run_pass<float>(setup);
    EXPECT_EQ(pass_on(1, setup), two_threads);
  }
}

TEST(RecurrentSequence, HasTheBitsItHasBesideAnother) {
  const ThreadLimit two(2);
  for (const auto& cell : cells()) {
    const PassSetup alone{.options = {.cell = cell, .hidden_sizes = {96}}, .lengths = {70}};
    PassSetup both = alone;
    both.lengths = {70, 70};
    const auto one = run_pass<float>(alone), two_sequences = run_pass<float>(both);
    EXPECT_EQ(one.outputs[0], two_sequences.outputs[0]);
    EXPECT_EQ(one.input_gradients[0], two_sequences.input_gradients[0]);
  }
}
}  // namespace
}  // namespace foretell::network

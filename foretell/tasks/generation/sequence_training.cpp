#include "foretell/tasks/generation/sequence_training.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "foretell/network/losses/binary_cross_entropy.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "foretell/trainer/stored_values.hpp"

namespace foretell {
namespace {
std::vector<std::size_t> lengths_of(const SequenceData& data, bool text) {
  if (text) return {1};  // one batch: the whole text
  std::vector<std::size_t> lengths;
  for (const Frames& song : data.songs) lengths.push_back(song.steps());
  return lengths;
}

bool finite(MatrixView<const float> values) {
  for (std::size_t r = 0; r < values.rows(); ++r) {
    const float* const row = values.row(r);
    if (!std::all_of(row, row + values.cols(), [](float v) { return std::isfinite(v); }))
      return false;
  }
  return true;
}
}  // namespace

SequenceTraining::SequenceTraining(const Setup& setup)
    : setup_(setup),
      order_(lengths_of(setup.train, text()),
             {.batch_size = setup.batches.batch, .seed = setup.batches.seed}) {
  steps_per_epoch_ = std::max<std::size_t>(count_steps(), 1);
}

std::size_t SequenceTraining::windows(std::size_t steps) const {
  const std::size_t window = setup_.batches.window;
  return window == 0 ? 1 : (steps + window - 1) / window;
}

/// Steps of an epoch; of songs those of the first, the others differ little.
std::size_t SequenceTraining::count_steps() const {
  if (text()) {
    const std::size_t streams = std::min(setup_.batches.batch, setup_.train.text.size() - 1);
    return windows((setup_.train.text.size() - 1 + streams - 1) / streams);
  }
  EpochBatches first(lengths_of(setup_.train, false),
                     {.batch_size = setup_.batches.batch, .seed = setup_.batches.seed});
  std::size_t steps = 0;
  for (std::size_t i = 0; i < first.batches_per_epoch(); ++i) {
    std::size_t longest = 0;
    for (const std::size_t song : first.next()) {
      longest = std::max(longest, setup_.train.songs[song].steps());
    }
    steps += windows(longest);
  }
  return steps;
}

std::uint64_t SequenceTraining::epoch() const {
  const auto next = order_.position();
  const bool inside = filled_ && first_ < batch_.layout.steps();
  return next.epoch + (!inside && next.batch == order_.batches_per_epoch() ? 1 : 0);
}

void SequenceTraining::fill_batch() {
  here_ = order_.position();
  const auto songs = order_.next();
  if (here_.batch == order_.batches_per_epoch()) here_ = {here_.epoch + 1, 0};
  filled_ = true;
  first_ = 0;
  if (text()) {
    if (batch_.tokens.empty()) batch_ = text_batch(setup_.train.text, setup_.batches.batch);
    carried_.emplace(setup_.model.recurrent(), batch_.layout.batch());
    return;
  }
  std::vector<int> shifts;
  for (const std::size_t song : songs) {
    shifts.push_back(drawn_shift(setup_.train.songs[song], setup_.transpose, setup_.batches.seed,
                                 here_.epoch, song));
  }
  batch_ = song_batch(setup_.train, songs, shifts);
  carried_.emplace(setup_.model.recurrent(), batch_.layout.batch());
}

std::size_t SequenceTraining::window_end() const {
  const std::size_t steps = batch_.layout.steps();
  return setup_.batches.window == 0 ? steps : std::min(first_ + setup_.batches.window, steps);
}

StepLoss SequenceTraining::learn(std::uint64_t step) {
  if (!filled_ || first_ == batch_.layout.steps()) fill_batch();
  const std::size_t last = window_end();
  layout_ = batch_.window_layout(first_, last);
  // The window's sequences are the first slots of the batch.
  std::vector<std::uint64_t> keys;
  for (std::size_t slot = 0; slot < layout_.batch(); ++slot) {
    keys.push_back(batch_.keys[batch_.layout.order()[slot]]);
  }
  tape_.begin({.seed = setup_.batches.seed, .step = step, .keys = keys});
  outputs_ = setup_.model.apply(tape_, batch_.window(first_, last, layout_), *carried_);
  network::Variable loss;
  if (text()) {
    const network::SoftmaxCrossEntropy<float> entropy{.label_smoothing =
                                                          setup_.batches.label_smoothing};
    loss = entropy.apply(tape_, outputs_.logits, batch_.next_of(first_, last));
  } else {
    loss = network::BinaryCrossEntropy<float>{}.apply(tape_, outputs_.logits,
                                                      batch_.next_frames_of(first_, last));
  }
  const auto value = static_cast<double>(tape_.value(loss)(0, 0));
  if (std::isfinite(value)) tape_.backward(loss);
  first_ = last;
  return {value, layout_.rows()};
}

std::string SequenceTraining::not_finite_layer() const {
  const std::array layers{std::pair{outputs_.input, "embedding"},
                          std::pair{outputs_.recurrent, "rnn"},
                          std::pair{outputs_.logits, "output"}};
  for (const auto& [output, name] : layers) {
    if (output.valid() && !finite(tape_.value(output))) return name;
  }
  return {};
}

std::optional<double> SequenceTraining::evaluate() {
  if (setup_.valid == nullptr || setup_.valid->empty()) return std::nullopt;
  return held_out(setup_.model, *setup_.valid, setup_.batches.batch).loss;
}

void SequenceTraining::save(ModelFile& file) const {
  setup_.model.save(file);
  const bool inside = filled_ && first_ < batch_.layout.steps();
  const EpochBatches::Position at = inside ? here_ : order_.position();
  const auto number = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  put_values(file, "data.position",
             std::vector<std::int64_t>{
                 number(at.epoch), number(at.batch), inside ? number(first_) : 0,
                 number(setup_.train.songs.size()), number(setup_.train.predictions())});
  if (!inside) return;
  std::size_t i = 0;
  for (const auto& state : carried_->values()) {
    put_values(file, fmt::format("data.carried_h.{}", i), state.h);
    put_values(file, fmt::format("data.carried_c.{}", i++), state.c);
  }
}

Result<void> SequenceTraining::load(const ModelFile& file) {
  if (auto good = setup_.model.load_weights(file); !good) return good;
  std::vector<std::int64_t> stored(5);
  if (auto good = get_values(file, "data.position", stored); !good) return good;
  std::array<std::size_t, 5> at{};
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (stored[i] < 0) return fail(ErrorCode::kBadFile, "a negative number", "data.position");
    at[i] = static_cast<std::size_t>(stored[i]);
  }
  if (at[3] != setup_.train.songs.size() || at[4] != setup_.train.predictions()) {
    return fail(ErrorCode::kBadFile,
                fmt::format("a checkpoint of other data: {} steps to predict there, {} here", at[4],
                            setup_.train.predictions()));
  }
  order_.seek({at[0], at[1]});
  filled_ = false;
  if (at[2] == 0) return {};
  fill_batch();
  if (at[2] >= batch_.layout.steps()) {
    return fail(ErrorCode::kBadFile, "a place outside the data", "data.position");
  }
  first_ = at[2];
  return load_states(file);
}

Result<void> SequenceTraining::load_states(const ModelFile& file) {
  auto values = network::RecurrentState<float>(*carried_).values();
  std::size_t i = 0;
  for (auto& state : values) {
    state.h.resize(batch_.layout.batch() * state.h_width);
    state.c.resize(batch_.layout.batch() * state.c_width);
    if (auto good = get_values(file, fmt::format("data.carried_h.{}", i), state.h); !good)
      return good;
    if (auto good = get_values(file, fmt::format("data.carried_c.{}", i++), state.c); !good)
      return good;
  }
  carried_->set(std::move(values));
  return {};
}
}  // namespace foretell

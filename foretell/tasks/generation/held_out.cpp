#include "foretell/tasks/generation/held_out.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/base/stop.hpp"
#include "foretell/network/losses/binary_cross_entropy.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"

namespace foretell {
namespace {
constexpr std::size_t kWindow = 256;

/// Sums of the losses of a batch.
class Sums {
 public:
  Sums(const SequenceModel& model, network::Precision precision, HeldOut& result)
      : model_(model), packed_(model.recurrent().packed(precision)), result_(result) {}

  void add(const SequenceBatch& batch) {
    network::RecurrentState<float> carried(model_.recurrent(), batch.layout.batch());
    std::size_t first = 0;
    while (first < batch.layout.steps() && !stop_requested()) {
      // The first steps come alone, so that they can be told apart.
      const std::size_t last = first == 0 ? 1 : std::min(first + kWindow, batch.layout.steps());
      const double sum = loss(batch, first, last, carried);
      const std::size_t rows = batch.layout.offset(last) - batch.layout.offset(first);
      result_.loss += sum;
      result_.predictions += rows;
      if (first > 0) {
        result_.later_loss += sum;
        later_ += rows;
      }
      first = last;
    }
  }
  void finish() {
    result_.loss /= static_cast<double>(std::max<std::size_t>(result_.predictions, 1));
    result_.later_loss /= static_cast<double>(std::max<std::size_t>(later_, 1));
  }

 private:
  double loss(const SequenceBatch& batch, std::size_t first, std::size_t last,
              network::RecurrentState<float>& carried) {
    const RaggedLayout layout = batch.window_layout(first, last);
    tape_.begin({.mode = network::Mode::kInference});
    const auto outputs = model_.apply(tape_, batch.window(first, last, layout), carried, &packed_);
    const network::LossOptions<float> sum{.mean = false};
    network::Variable loss;
    if (model_.alphabet().kind == SequenceKind::kText) {
      loss = network::SoftmaxCrossEntropy<float>{.options = sum}.apply(tape_, outputs.logits,
                                                                       batch.next_of(first, last));
    } else {
      loss = network::BinaryCrossEntropy<float>{.options = sum}.apply(
          tape_, outputs.logits, batch.next_frames_of(first, last));
    }
    return static_cast<double>(tape_.value(loss)(0, 0));
  }

  const SequenceModel& model_;
  network::PackedRecurrent<float> packed_;
  HeldOut& result_;
  std::size_t later_ = 0;
  network::Tape<float> tape_;
};
}  // namespace

double HeldOut::bits() const {
  return loss / std::log(2.0);
}

HeldOut held_out(const SequenceModel& model, const SequenceData& data, std::size_t batch,
                 network::Precision precision) {
  HeldOut result;
  Sums sums(model, precision, result);
  if (model.alphabet().kind == SequenceKind::kText) {
    sums.add(text_batch(data.text, batch));
  } else {
    std::vector<std::size_t> lengths;
    for (const Frames& song : data.songs) lengths.push_back(song.steps());
    EpochBatches batches(lengths, {.batch_size = batch, .pool = lengths.size(), .shuffle = false});
    for (std::size_t i = 0; i < batches.batches_per_epoch(); ++i) {
      sums.add(song_batch(data, batches.next()));
    }
  }
  sums.finish();
  return result;
}
}  // namespace foretell

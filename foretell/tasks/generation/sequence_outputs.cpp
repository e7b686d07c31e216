#include "foretell/tasks/generation/sequence_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foretell/base/stop.hpp"
#include "foretell/corpus/batch.hpp"
#include "foretell/tasks/generation/sequence_data.hpp"

namespace foretell {
namespace {
constexpr std::size_t kBatch = 64;
constexpr std::size_t kWindow = 256;

Result<void> check_kind(const SequenceModel& model, SequenceKind kind) {
  if (model.alphabet().kind == kind) return {};
  return fail(ErrorCode::kUnsupported,
              fmt::format("the model takes {}, not {}", enum_name(model.alphabet().kind),
                          kind == SequenceKind::kText ? "tokens" : "frames"));
}

void softmax(std::span<const float> logits, float* out) {
  const float most = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) sum += std::exp(static_cast<double>(logit - most));
  for (const float logit : logits) {
    *out++ = static_cast<float>(std::exp(static_cast<double>(logit - most)) / sum);
  }
}

void sigmoid(std::span<const float> logits, float* out) {
  for (const float logit : logits) {
    *out++ = static_cast<float>(1 / (1 + std::exp(-static_cast<double>(logit))));
  }
}

/// The answers of one batch, filled window by window.
class Run {
 public:
  Run(const SequenceModel& model, const SequenceBatch& batch, bool states)
      : model_(model),
        batch_(batch),
        states_(states),
        text_(model.alphabet().kind == SequenceKind::kText),
        outputs_(batch.layout.batch()) {}

  std::vector<SequenceOutputs> answers() {
    network::RecurrentState<float> carried(model_.recurrent(), batch_.layout.batch());
    const std::size_t steps = batch_.layout.steps();
    for (std::size_t first = 0; first < steps && !stop_requested(); first += kWindow) {
      const std::size_t last = std::min(first + kWindow, steps);
      const RaggedLayout layout = batch_.window_layout(first, last);
      tape_.begin({.mode = network::Mode::kInference});
      take(first, layout, model_.apply(tape_, batch_.window(first, last, layout), carried));
    }
    return std::move(outputs_);
  }

 private:
  void take(std::size_t first, const RaggedLayout& layout, const SequenceModel::Outputs& made) {
    const auto logits = tape_.value(made.logits);
    const auto h = tape_.value(made.recurrent);
    for (std::size_t t = 0; t < layout.steps(); ++t) {
      for (std::size_t slot = 0; slot < layout.alive(t); ++slot) {
        const std::size_t row = layout.row(t, slot);
        SequenceOutputs& out = outputs_[batch_.layout.order()[slot]];
        put(out.probabilities, {logits.row(row), logits.cols()}, first + t, slot, true);
        if (states_) put(out.states, {h.row(row), h.cols()}, first + t, slot, false);
      }
    }
  }

  void put(Frames& frames, std::span<const float> row, std::size_t t, std::size_t slot,
           bool logits) {
    if (frames.values.empty()) {
      frames.width = row.size();
      frames.values.resize(batch_.layout.length(slot) * row.size());
    }
    float* const out = frames.values.data() + t * frames.width;
    if (!logits) {
      std::copy(row.begin(), row.end(), out);
    } else if (text_) {
      softmax(row, out);
    } else {
      sigmoid(row, out);
    }
  }

  const SequenceModel& model_;
  const SequenceBatch& batch_;
  bool states_, text_;
  std::vector<SequenceOutputs> outputs_;
  network::Tape<float> tape_;
};

/// The answers of all sequences, batch by batch; `fill` puts those at hand into a batch.
template <class Sequence, class Fill>
Result<std::vector<SequenceOutputs>> apply_all(const SequenceModel& model,
                                               std::span<const Sequence> sequences, bool states,
                                               const Fill& fill) {
  if (sequences.empty()) return fail(ErrorCode::kTooShort, "no sequence");
  std::vector<SequenceOutputs> result;
  for (std::size_t i = 0; i < sequences.size(); i += kBatch) {
    SequenceBatch batch;
    fill(sequences.subspan(i, std::min(kBatch, sequences.size() - i)), batch);
    for (auto& answer : Run(model, batch, states).answers()) result.push_back(std::move(answer));
  }
  return result;
}

Result<void> check_tokens(const SequenceModel& model, std::span<const std::vector<Token>> texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string where = fmt::format("sequence {}", i + 1);
    if (texts[i].empty()) return fail(ErrorCode::kTooShort, "it has no step", where);
    for (std::size_t t = 0; t < texts[i].size(); ++t) {
      if (texts[i][t] < model.alphabet().width()) continue;
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("token {} at step {}: the vocabulary has 0 to {}", texts[i][t], t + 1,
                              model.alphabet().width() - 1),
                  where);
    }
  }
  return {};
}

Result<void> check_songs(const SequenceModel& model, std::span<const Frames> songs) {
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const std::string where = fmt::format("sequence {}", i + 1);
    if (auto good = check_frames(songs[i], where); !good) return good;
    if (songs[i].width == model.alphabet().width()) continue;
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} keys, the model has {}", songs[i].width, model.alphabet().width()),
                where);
  }
  return {};
}
}  // namespace

Result<std::vector<SequenceOutputs>> apply_to_tokens(const SequenceModel& model,
                                                     std::span<const std::vector<Token>> sequences,
                                                     bool states) {
  if (auto good = check_kind(model, SequenceKind::kText); !good) return fail(good.error());
  if (auto good = check_tokens(model, sequences); !good) return fail(good.error());
  return apply_all(model, sequences, states, [](auto part, SequenceBatch& batch) {
    const std::vector<std::span<const Token>> views(part.begin(), part.end());
    batch.layout = *layout_of(views);
    batch.tokens.resize(batch.layout.rows());
    gather(batch.layout, views, batch.tokens);
  });
}

Result<std::vector<SequenceOutputs>> apply_to_frames(const SequenceModel& model,
                                                     std::span<const Frames> sequences,
                                                     bool states) {
  if (auto good = check_kind(model, SequenceKind::kMusic); !good) return fail(good.error());
  if (auto good = check_songs(model, sequences); !good) return fail(good.error());
  return apply_all(model, sequences, states, [&model](auto part, SequenceBatch& batch) {
    std::vector<MatrixView<const float>> views;
    std::vector<std::size_t> lengths;
    for (const Frames& song : part) {
      views.push_back(song.view());
      lengths.push_back(song.steps());
    }
    batch.layout = *RaggedLayout::from(lengths);
    batch.width = model.alphabet().width();
    batch.frames.resize(batch.layout.rows() * batch.width);
    gather(batch.layout, views,
           MatrixView<float>(batch.frames.data(), batch.layout.rows(), batch.width));
  });
}
}  // namespace foretell

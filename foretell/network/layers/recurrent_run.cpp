#include "foretell/network/layers/recurrent_run.hpp"

#include <cmath>
#include <type_traits>

#include "foretell/kernels/packed_weights.hpp"
#include "foretell/network/rows.hpp"

namespace foretell::network {
namespace {
/// Parts of fewer rows and steps would waste the products that run over a whole part.
constexpr std::size_t kFewestRows = 1024, kFewestSteps = 64;

std::size_t steps_of_a_part(const RaggedLayout& layout) {
  const auto steps = static_cast<double>(layout.steps());
  const auto root = static_cast<std::size_t>(std::ceil(std::sqrt(steps)));
  const std::size_t enough = (kFewestRows + layout.batch() - 1) / layout.batch();
  return std::max(root, std::min(enough, kFewestSteps));
}

template <class Real>
void fill_rows(MatrixView<Real> target, MatrixView<const Real> source, std::size_t repeat) {
  for (std::size_t b = 0; b < target.rows(); ++b) {
    for (std::size_t j = 0; j < repeat; ++j) {
      std::copy_n(source.row(0), source.cols(), target.row(b) + j * source.cols());
    }
  }
}
}  // namespace

template <class Real>
RecurrentRun<Real>::RecurrentRun(Tape<Real>& tape, const Input& input)
    : in_(input), part_steps_(steps_of_a_part(*input.layout)) {
  const auto& layer = *in_.layer;
  const std::size_t rows = (num_windows() + 1) * in_.layout->batch();
  carries_h_ = tape.buffer(rows, layer.dilation * layer.state_size);
  if (layer.shape.memory) carries_c_ = tape.buffer(rows, layer.dilation * layer.hidden_size);
  zoneout_h_ = {tape.pass(), tape.next_site(), layer.options.zoneout};
  zoneout_c_ = {tape.pass(), tape.next_site(), layer.options.zoneout_memory};
  dropout_ = {tape.pass(), tape.next_site(), layer.options.recurrent_dropout};
  draw_dropout(tape);
}

template <class Real>
void RecurrentRun<Real>::draw_dropout(Tape<Real>& tape) {
  if (!tape.training() || dropout_.probability <= 0) return;
  mask_ = tape.buffer(in_.layout->batch(), in_.layer->state_size);
  for (std::size_t b = 0; b < mask_.rows(); ++b) {
    auto draw = dropout_.row(key_of(tape.pass(), *in_.layout, b), 0);
    for (std::size_t j = 0; j < mask_.cols(); ++j) {
      mask_(b, j) = draw.hit() ? Real{0} : static_cast<Real>(1 / (1 - dropout_.probability));
    }
  }
}

template <class Real>
std::size_t RecurrentRun<Real>::num_parts(Steps steps) const {
  return (steps.last - steps.first + part_steps_ - 1) / part_steps_;
}

template <class Real>
typename RecurrentRun<Real>::Steps RecurrentRun<Real>::part(Steps steps, std::size_t k) const {
  const std::size_t place = in_.layer->reverse ? num_parts(steps) - 1 - k : k;
  const std::size_t first = steps.first + place * part_steps_;
  return {first, std::min(steps.last, first + part_steps_)};
}

template <class Real>
std::size_t RecurrentRun<Real>::num_windows() const {
  return in_.windowed ? num_parts({0, in_.layout->steps()}) : 1;
}

template <class Real>
typename RecurrentRun<Real>::Steps RecurrentRun<Real>::window_steps(std::size_t k) const {
  const Steps all{0, in_.layout->steps()};
  return in_.windowed ? part(all, k) : all;
}

template <class Real>
SavedSteps<Real> RecurrentRun<Real>::make_saved(Tape<Real>& tape, std::size_t rows) const {
  const auto& layer = *in_.layer;
  const std::size_t sums = layer.shape.num_gates * layer.hidden_size;
  SavedSteps<Real> saved;
  if (!in_.out.valid()) saved.h = tape.buffer(rows, layer.state_size);
  if (layer.shape.memory) saved.c = tape.buffer(rows, layer.hidden_size);
  saved.gates = tape.buffer(rows, sums);
  saved.extra = tape.buffer(rows, layer.shape.num_extra * layer.hidden_size);
  if (!layer.options.layer_norm) return saved;
  saved.normalised = tape.buffer(rows, sums);
  saved.scale = tape.buffer(rows, layer.shape.num_norms);
  saved.in_normalised = tape.buffer(rows, sums);
  saved.in_scale = tape.buffer(rows, layer.shape.num_norms);
  return saved;
}

template <class Real>
typename RecurrentRun<Real>::Scratch RecurrentRun<Real>::make_scratch(Tape<Real>& tape) const {
  const std::size_t batch = in_.layout->batch();
  const std::size_t state = in_.layer->state_size, hidden = in_.layer->hidden_size;
  Scratch s;
  for (auto* view : {&s.h_prev, &s.h_in, &s.dh_prev, &s.dh_in, &s.kept_h})
    *view = tape.buffer(batch, state);
  if (batch == 1) s.begun = tape.buffer(in_.layer->shape.num_gates, hidden);
  for (auto* view : {&s.c_prev, &s.dc_prev, &s.kept_c, &s.unit}) *view = tape.buffer(batch, hidden);
  return s;
}

template <class Real>
MatrixView<Real> RecurrentRun<Real>::carry_h(std::size_t k) const {
  return carries_h_.rows_from(k * in_.layout->batch(), in_.layout->batch());
}

template <class Real>
MatrixView<Real> RecurrentRun<Real>::carry_c(std::size_t k) const {
  if (carries_c_.empty()) return {};
  return carries_c_.rows_from(k * in_.layout->batch(), in_.layout->batch());
}

template <class Real>
typename RecurrentRun<Real>::Window RecurrentRun<Real>::window(Tape<Real>& tape,
                                                               std::size_t k) const {
  const Steps steps = window_steps(k);
  Window w;
  w.walk = {in_.layout, in_.layer->reverse, in_.layer->dilation, steps.first, steps.last};
  w.index = k;
  w.saved = saved_;
  const auto h = in_.out.valid() ? tape.value(in_.out)
                                       .rows_from(in_.layout->offset(steps.first), w.walk.rows())
                                       .cols_from(in_.column, in_.layer->state_size)
                                 : saved_.h.rows_from(0, w.walk.rows());
  w.h = {w.walk, h, carry_h(k)};
  if (in_.layer->shape.memory) w.c = {w.walk, saved_.c.rows_from(0, w.walk.rows()), carry_c(k)};
  return w;
}

template <class Real>
void RecurrentRun<Real>::fill_start(Tape<Real>& tape) const {
  const auto& layer = *in_.layer;
  const auto fill = [&](MatrixView<Real> carry, Variable given, const Parameter<Real>* learned) {
    if (given.valid()) return copy<Real>(tape.value(given), carry);
    if (learned != nullptr) return fill_rows<Real>(carry, learned->view(), layer.dilation);
    for (std::size_t b = 0; b < carry.rows(); ++b) std::fill_n(carry.row(b), carry.cols(), Real{0});
  };
  fill(carry_h(0), in_.initial.h, layer.start_h);
  if (layer.shape.memory) fill(carry_c(0), in_.initial.c, layer.start_c);
}

template <class Real>
std::size_t RecurrentRun<Real>::most_rows() const {
  std::size_t most = 0;
  for (std::size_t k = 0; k < num_windows(); ++k) {
    const Steps steps = window_steps(k);
    most = std::max(most, in_.layout->offset(steps.last) - in_.layout->offset(steps.first));
  }
  return most;
}

// Steps of a few sequences: enough of them to call a second thread for, each too short for a pool.
template <class Real>
bool RecurrentRun<Real>::worth_a_pair() const {
  constexpr std::size_t kEnough = 16;
  const auto& layer = *in_.layer;
  return std::is_same_v<Real, float> && in_.layout->steps() >= kEnough &&
         kernels::worth_a_pair(in_.layout->batch(),
                               layer.shape.num_gates * layer.hidden_size * layer.state_size);
}

template <class Real>
Packing<Real> RecurrentRun<Real>::packed(Tape<Real>& tape, bool backward) const {
  if (in_.packing != nullptr && !backward) return *in_.packing;
  Packing<Real> packing;
  using For = typename Packing<Real>::For;
  // Backward runs windows again where only they were kept.
  const For products = !backward ? For::kForward : in_.windowed ? For::kBoth : For::kBackward;
  if (!backward) in_.layer->pack_input(packing, tape.arena());
  in_.layer->pack_recurrent(packing, tape.arena(), products);
  return packing;
}

template class RecurrentRun<float>;
template class RecurrentRun<double>;
}  // namespace foretell::network

#include "foretell/network/recurrent_state.hpp"

#include <utility>

namespace foretell::network {
namespace {
template <class Real>
Variable input_rows(Tape<Real>& tape, const RaggedLayout& layout, const std::vector<Real>& values,
                    std::size_t width) {
  if (width == 0) return {};
  const Variable v = tape.make(layout.batch(), width, false);
  for (std::size_t b = 0; b < layout.batch(); ++b) {
    const Real* row = values.data() + layout.order()[b] * width;
    std::copy_n(row, width, tape.value(v).row(b));
  }
  return v;
}

template <class Real>
void output_rows(const Tape<Real>& tape, const RaggedLayout& layout, Variable v,
                 std::vector<Real>& values) {
  if (!v.valid()) return;
  const auto rows = tape.value(v);
  for (std::size_t b = 0; b < layout.batch(); ++b) {
    std::copy_n(rows.row(b), rows.cols(), values.data() + layout.order()[b] * rows.cols());
  }
}
}  // namespace

template <class Real>
RecurrentState<Real>::RecurrentState(const Recurrent<Real>& layer, std::size_t batch)
    : batch_(batch), initial_(layer.num_states()), last_(layer.num_states()) {
  for (std::size_t k = 0; k < layer.num_states(); ++k) {
    const auto& direction = layer.direction(k);
    Values values;
    values.h_width = direction.dilation * direction.state_size;
    values.c_width = direction.shape.memory ? direction.dilation * direction.hidden_size : 0;
    values.h.assign(batch * values.h_width, Real{0});
    values.c.assign(batch * values.c_width, Real{0});
    values_.push_back(std::move(values));
  }
}

template <class Real>
std::span<const StateVariables> RecurrentState<Real>::enter(Tape<Real>& tape,
                                                            const RaggedLayout& layout) {
  assert(layout.batch() <= batch_);
  if (fresh_) return {};
  for (std::size_t k = 0; k < values_.size(); ++k) {
    const Values& values = values_[k];
    initial_[k].h = input_rows(tape, layout, values.h, values.h_width);
    initial_[k].c = input_rows(tape, layout, values.c, values.c_width);
  }
  return initial_;
}

template <class Real>
void RecurrentState<Real>::leave(const Tape<Real>& tape, const RaggedLayout& layout) {
  for (std::size_t k = 0; k < values_.size(); ++k) {
    output_rows(tape, layout, last_[k].h, values_[k].h);
    output_rows(tape, layout, last_[k].c, values_[k].c);
  }
  fresh_ = false;
}

template <class Real>
void RecurrentState<Real>::set(std::vector<Values> values) {
  assert(values.size() == values_.size());
  values_ = std::move(values);
  fresh_ = false;
}

template class RecurrentState<float>;
template class RecurrentState<double>;
}  // namespace foretell::network

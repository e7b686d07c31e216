#include "foretell/network/tape.hpp"

namespace foretell::network {
template <class Real>
void Tape<Real>::begin(const Pass& pass) {
  pass_ = pass;
  slots_.clear();
  nodes_.clear();
  arena_.reset();
  sites_ = 0;
}

template <class Real>
Variable Tape<Real>::input(MatrixView<const Real> values, bool needs_gradient) {
  const Variable v = make(values.rows(), values.cols(), needs_gradient);
  for (std::size_t r = 0; r < values.rows(); ++r) {
    std::copy_n(values.row(r), values.cols(), value(v).row(r));
  }
  return v;
}

template <class Real>
Variable Tape<Real>::make(std::size_t rows, std::size_t cols, bool needs_gradient) {
  slots_.push_back({buffer(rows, cols), {}, needs_gradient && gradients()});
  return {static_cast<std::uint32_t>(slots_.size() - 1)};
}

template <class Real>
MatrixView<Real> Tape<Real>::gradient(Variable v) {
  if (!needs_gradient(v)) return {};
  Slot& slot = slots_[v.index];
  if (slot.gradient.data() == nullptr) slot.gradient = zeros(slot.value.rows(), slot.value.cols());
  return slot.gradient;
}

template <class Real>
MatrixView<Real> Tape<Real>::buffer(std::size_t rows, std::size_t cols) {
  auto* memory = reinterpret_cast<Real*>(arena_.allocate(rows * cols * sizeof(Real)));
  return {memory, rows, cols};
}

template <class Real>
MatrixView<Real> Tape<Real>::zeros(std::size_t rows, std::size_t cols) {
  const auto result = buffer(rows, cols);
  std::fill_n(result.data(), rows * cols, Real{0});
  return result;
}

template <class Real>
void Tape<Real>::backward(Variable loss) {
  assert(value(loss).rows() == 1 && value(loss).cols() == 1);
  if (!needs_gradient(loss)) return;
  gradient(loss)(0, 0) += Real{1};
  backward();
}

template <class Real>
void Tape<Real>::backward() {
  for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node) {
    bool received = false;
    for (std::uint32_t i = 0; i < node->count; ++i) received |= has_gradient({node->first + i});
    if (received) node->run(node->kept, *this);
  }
}

template class Tape<float>;
template class Tape<double>;
}  // namespace foretell::network

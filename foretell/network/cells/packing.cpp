#include "foretell/network/cells/packing.hpp"

#include <algorithm>
#include <cassert>

#include "foretell/kernels/linear.hpp"

namespace foretell::network {
namespace {
float* floats(Arena& arena, std::size_t count) {
  return reinterpret_cast<float*>(arena.allocate(count * sizeof(float)));  // NOLINT: raw memory
}
}  // namespace

template <>
void Packing<float>::add(Arena& arena, MatrixView<const float> w, For products) {
  assert(count_ < kMost);
  Entry& entry = entries_[count_++];
  entry = {w.data(), w.rows(), {}, {}, nullptr};
  if (products != For::kBackward) {
    entry.forward = kernels::pack(w, floats(arena, kernels::panels_size(w.cols(), w.rows())));
  }
  if (products != For::kForward) {
    entry.transposed =
        kernels::pack_transposed(w, floats(arena, kernels::panels_size(w.rows(), w.cols())));
  }
}

template <>
void Packing<double>::add(Arena& /*arena*/, MatrixView<const double> /*w*/, For /*products*/) {
}

template <class Real>
void Packing<Real>::add_rounded(MatrixView<const Real> w,
                                const kernels::QuantizedWeights& rounded) {
  assert(count_ < kMost);
  entries_[count_++] = {w.data(), w.rows(), {}, {}, &rounded};
}

template <class Real>
const typename Packing<Real>::Entry* Packing<Real>::find(MatrixView<const Real> w) const {
  for (std::size_t i = 0; i < count_; ++i) {
    if (entries_[i].weights == w.data() && entries_[i].rows == w.rows()) return &entries_[i];
  }
  return nullptr;
}

template <class Real>
const kernels::Panels* Packing<Real>::panels(MatrixView<const Real> w) const {
  const Entry* entry = find(w);
  return entry == nullptr || entry->forward.data == nullptr ? nullptr : &entry->forward;
}

template <class Real>
const kernels::Panels* Packing<Real>::transposed_panels(MatrixView<const Real> w) const {
  const Entry* entry = find(w);
  return entry == nullptr || entry->transposed.data == nullptr ? nullptr : &entry->transposed;
}

template <class Real>
void Packing<Real>::add_product(MatrixView<const Real> x, MatrixView<const Real> w,
                                MatrixView<Real> y) const {
  if constexpr (std::is_same_v<Real, float>) {
    const Entry* entry = find(w);
    if (entry != nullptr && entry->rounded != nullptr) return entry->rounded->add_product(x, y);
    if (const auto* packed = panels(w)) return kernels::add_product(x, *packed, y);
  }
  kernels::linear(x, w, {}, y);
}

template <class Real>
void Packing<Real>::product(MatrixView<const Real> x, MatrixView<const Real> w,
                            MatrixView<const Real> b, MatrixView<Real> y) const {
  if constexpr (std::is_same_v<Real, float>) {
    if (const auto* packed = panels(w)) return kernels::product(x, *packed, b, y);
  }
  for (std::size_t r = 0; r < y.rows(); ++r) std::copy_n(b.data(), y.cols(), y.row(r));
  add_product(x, w, y);
}

template <class Real>
void Packing<Real>::add_product_transposed(MatrixView<const Real> dy, MatrixView<const Real> w,
                                           MatrixView<Real> dx) const {
  if constexpr (std::is_same_v<Real, float>) {
    if (const auto* packed = transposed_panels(w)) return kernels::add_product(dy, *packed, dx);
  }
  kernels::linear_backward(dy, {}, w, dx, {}, {});
}

template class Packing<float>;
template class Packing<double>;
}  // namespace foretell::network

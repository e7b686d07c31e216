#include "foretell/network/layers/state_track.hpp"

#include <algorithm>

namespace foretell::network {
template <class Real>
MatrixView<Real> StateTrack<Real>::at(std::size_t t) const {
  return rows.rows_from(walk.layout->offset(t) - walk.layout->offset(walk.first),
                        walk.layout->alive(t));
}

template <class Real>
bool StateTrack<Real>::inside(std::size_t t) const {
  if (!walk.reverse) return t >= walk.first + walk.dilation;
  return t + walk.dilation < walk.last &&
         walk.layout->alive(t + walk.dilation) == walk.layout->alive(t);
}

template <class Real>
Real* StateTrack<Real>::previous_row(std::size_t t, std::size_t b) const {
  const std::size_t q = walk.local(b, t);
  if (q < walk.dilation) return carry.row(b) + q * width();
  return at(walk.reverse ? t + walk.dilation : t - walk.dilation).row(b);
}

template <class Real>
MatrixView<Real> StateTrack<Real>::previous(std::size_t t, MatrixView<Real> scratch) const {
  const std::size_t alive = walk.layout->alive(t);
  if (inside(t)) {
    return at(walk.reverse ? t + walk.dilation : t - walk.dilation).rows_from(0, alive);
  }
  if (!walk.reverse) {
    return carry.rows_from(0, alive).cols_from((t - walk.first) * width(), width());
  }
  for (std::size_t b = 0; b < alive; ++b) {
    std::copy_n(previous_row(t, b), width(), scratch.row(b));
  }
  return scratch.rows_from(0, alive);
}

template <class Real>
void StateTrack<Real>::add_previous(std::size_t t, MatrixView<const Real> scratch) const {
  for (std::size_t b = 0; b < scratch.rows(); ++b) {
    Real* target = previous_row(t, b);
    for (std::size_t j = 0; j < width(); ++j) target[j] += scratch(b, j);
  }
}

template <class Real>
void StateTrack<Real>::set_previous(std::size_t t, MatrixView<const Real> scratch) const {
  for (std::size_t b = 0; b < scratch.rows(); ++b) {
    std::copy_n(scratch.row(b), width(), previous_row(t, b));
  }
}

template <class Real>
void StateTrack<Real>::leave(MatrixView<Real> next) const {
  for (std::size_t b = 0; b < carry.rows(); ++b) {
    const std::size_t steps = walk.count(b);
    for (std::size_t j = 0; j < walk.dilation; ++j) {
      const std::size_t q = steps + j;  // local step, counted from the first block of the carry
      const Real* source = q < walk.dilation ? carry.row(b) + q * width()
                                             : at(walk.time(b, q - walk.dilation)).row(b);
      std::copy_n(source, width(), next.row(b) + j * width());
    }
  }
}

template <class Real>
void StateTrack<Real>::enter_backward(bool overwrite) const {
  for (std::size_t b = 0; b < carry.rows(); ++b) {
    const std::size_t steps = walk.count(b);
    if (steps == 0) continue;
    for (std::size_t j = walk.dilation; j-- > 0;) {
      const std::size_t q = steps + j;
      Real* source = carry.row(b) + j * width();
      const bool stays = q < walk.dilation;
      Real* target =
          stays ? carry.row(b) + q * width() : at(walk.time(b, q - walk.dilation)).row(b);
      for (std::size_t k = 0; k < width(); ++k) {
        target[k] = source[k] + (overwrite && !stays ? Real{0} : target[k]);
        source[k] = 0;
      }
    }
  }
}

template struct StateTrack<float>;
template struct StateTrack<double>;
}  // namespace foretell::network

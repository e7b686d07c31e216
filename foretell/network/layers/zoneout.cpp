#include "foretell/network/layers/zoneout.hpp"

namespace foretell::network {
namespace {
/// Calls body(b, j, z) for every unit.
template <class Real, class Body>
void for_each_unit(const RandomMask& mask, const ZoneoutStep& at, MatrixView<Real> state,
                   const Body& body) {
  const bool drawn = at.pass->mode == Mode::kTraining;
  const auto mix = static_cast<Real>(mask.probability);
  for (std::size_t b = 0; b < state.rows(); ++b) {
    auto draw = mask.row(key_of(*at.pass, *at.layout, b), at.t);
    for (std::size_t j = 0; j < state.cols(); ++j) {
      body(b, j, drawn ? static_cast<Real>(draw.hit()) : mix);
    }
  }
}
}  // namespace

template <class Real>
void zoneout(const RandomMask& mask, const ZoneoutStep& at, MatrixView<const Real> before,
             MatrixView<Real> state) {
  for_each_unit(mask, at, state, [&](std::size_t b, std::size_t j, Real z) {
    state(b, j) = z * before(b, j) + (1 - z) * state(b, j);
  });
}

template <class Real>
void zoneout_backward(const RandomMask& mask, const ZoneoutStep& at, MatrixView<Real> d,
                      MatrixView<Real> kept) {
  for_each_unit(mask, at, d, [&](std::size_t b, std::size_t j, Real z) {
    kept(b, j) = z * d(b, j);
    d(b, j) *= 1 - z;
  });
}

template void zoneout(const RandomMask&, const ZoneoutStep&, MatrixView<const float>,
                      MatrixView<float>);
template void zoneout(const RandomMask&, const ZoneoutStep&, MatrixView<const double>,
                      MatrixView<double>);
template void zoneout_backward(const RandomMask&, const ZoneoutStep&, MatrixView<float>,
                               MatrixView<float>);
template void zoneout_backward(const RandomMask&, const ZoneoutStep&, MatrixView<double>,
                               MatrixView<double>);
}  // namespace foretell::network

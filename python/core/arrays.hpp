#pragma once
#include <nanobind/ndarray.h>

#include <memory>
#include <vector>

#include "foretell/corpus/frames.hpp"
#include "python/core/bindings.hpp"

namespace foretell::python {
/// Arrays that come in: rows of numbers, or tokens.
using FloatRows = nb::ndarray<const float, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using TokenRow = nb::ndarray<const std::uint32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

/// Frames as an array of NumPy's that owns them.
///   Shapes  [steps, width]
[[nodiscard]] inline nb::object array_of(Frames frames) {
  auto owned = std::make_unique<Frames>(std::move(frames));
  const std::size_t steps = owned->steps(), width = owned->width;
  float* const data = owned->values.data();
  nb::capsule owner(owned.release(),
                    [](void* kept) noexcept { delete static_cast<Frames*>(kept); });
  return nb::cast(nb::ndarray<nb::numpy, float, nb::ndim<2>>(data, {steps, width}, owner));
}

/// Copies, since whoever called may change them while the engine works.
[[nodiscard]] inline std::vector<Frames> frames_of(const std::vector<FloatRows>& arrays) {
  std::vector<Frames> result;
  for (const FloatRows& rows : arrays) {
    result.push_back({{rows.data(), rows.data() + rows.size()}, rows.shape(1)});
  }
  return result;
}
}  // namespace foretell::python

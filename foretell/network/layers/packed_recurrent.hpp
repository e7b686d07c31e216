#pragma once
#include <span>
#include <vector>

#include "foretell/network/layers/recurrent_direction.hpp"

namespace foretell::network {
/// The weights of a recurrent network laid out once for many short calls, as a stream makes them.
/// Owns the copies: they do not follow weights that change afterwards. In double nothing is packed.
template <class Real>
class PackedRecurrent {
 public:
  explicit PackedRecurrent(std::span<const RecurrentDirection<Real>> directions);

  /// The products of one layer and direction, as numbered by RecurrentCall.
  [[nodiscard]] const Packing<Real>& of(std::size_t state) const { return packings_[state]; }

 private:
  Arena arena_;
  std::vector<Packing<Real>> packings_;
};
}  // namespace foretell::network

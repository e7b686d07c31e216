#pragma once
#include <memory>
#include <span>
#include <vector>

#include "foretell/network/layers/recurrent_direction.hpp"

namespace foretell::network {
/// How weights are kept for a stream.
enum class Precision {
  kFloat,
  kInt8,  ///< rounded to eight bits per row, a quarter of the memory; see QuantizedWeights
};

/// The weights of a recurrent network laid out once for many short calls, as a stream makes them.
/// Owns the copies: they do not follow weights that change afterwards. In double nothing is packed
/// or rounded.
template <class Real>
class PackedRecurrent {
 public:
  explicit PackedRecurrent(std::span<const RecurrentDirection<Real>> directions,
                           Precision precision = Precision::kFloat);

  /// The products of one layer and direction, as numbered by RecurrentCall.
  [[nodiscard]] const Packing<Real>& of(std::size_t state) const { return packings_[state]; }

 private:
  void round(const RecurrentDirection<Real>& direction, Packing<Real>& packing);

  Arena arena_;
  std::vector<std::unique_ptr<kernels::QuantizedWeights>> rounded_;
  std::vector<Packing<Real>> packings_;
};
}  // namespace foretell::network

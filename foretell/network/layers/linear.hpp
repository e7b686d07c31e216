#pragma once
#include <string>

#include "foretell/network/parameters.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// A linear map of every row.
///   y = x·Wᵀ + b
///   Shapes  x [rows, in];  W [out, in];  b [1, out];  y [rows, out]
///   Names   <name>.weight, <name>.bias, as PyTorch's Linear
///   Errors  none: shapes are asserted
template <class Real>
struct Linear {
  Parameter<Real>* weight = nullptr;
  Parameter<Real>* bias = nullptr;  ///< null: none

  [[nodiscard]] static Linear add(Parameters<Real>& parameters, const std::string& name,
                                  std::size_t in, std::size_t out, bool with_bias = true);
  /// A map that shares the weights of an embedding (its table [out, in]) with a bias of its own.
  [[nodiscard]] static Linear tied(Parameters<Real>& parameters, const std::string& name,
                                   Parameter<Real>& table, bool with_bias = true);

  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x) const;
};
}  // namespace foretell::network

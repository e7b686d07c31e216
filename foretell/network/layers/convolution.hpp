#pragma once
#include <string>

#include "foretell/base/ragged_layout.hpp"
#include "foretell/network/parameters.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// Convolution over time. Outside its own steps a sequence is zero: no neighbour in the batch and
/// no padding is ever seen.
///   y_t = b + Σ_j W_j·x_{t + j·d − s},  j = 0 … K − 1;  s = d(K − 1) causal, ⌊d(K − 1)/2⌋ centred
///   Shapes  x [rows, in];  W [out, in·K], column i·K + j;  b [1, out];  y [rows, out]
///   Names   <name>.weight, <name>.bias: PyTorch's Conv1d, its weight [out, in, K] as a matrix
///   Errors  none: shapes are asserted
template <class Real>
struct Convolution {
  struct Options {
    std::size_t width = 3;     ///< K
    std::size_t dilation = 1;  ///< d
    bool causal = false;       ///< sees no later step
  };

  Parameter<Real>* weight = nullptr;
  Parameter<Real>* bias = nullptr;
  Options options = {};

  [[nodiscard]] static Convolution add(Parameters<Real>& parameters, const std::string& name,
                                       std::size_t in, std::size_t out, const Options& options);

  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x, const RaggedLayout& layout) const;
};
}  // namespace foretell::network

#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "foretell/network/parameters.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// A learned row of numbers per token: the product of the table with one-hot vectors, which are
/// never made. Its gradient is sparse: only rows of tokens seen are touched.
///   y_r = E[token_r]
///   Shapes  tokens [rows], each below count;  E [count, width];  y [rows, width]
///   Names   <name>.weight, as PyTorch's Embedding
///   Errors  none: an index at or above count asserts
template <class Real>
struct Embedding {
  Parameter<Real>* table = nullptr;

  [[nodiscard]] static Embedding add(Parameters<Real>& parameters, const std::string& name,
                                     std::size_t count, std::size_t width);

  /// The tokens must outlive `backward`.
  [[nodiscard]] Variable apply(Tape<Real>& tape, std::span<const std::uint32_t> tokens) const;
};
}  // namespace foretell::network

#include "foretell/network/initialization.hpp"

#include <cmath>

#include "foretell/base/rng.hpp"
#include "foretell/network/rows.hpp"
#include "foretell/numeric/orthonormal.hpp"

namespace foretell::network {
namespace {
/// The stream of a parameter: its name by FNV-1a, and the block.
template <class Real>
Rng rng_of(const Parameter<Real>& parameter, Block block, std::uint64_t seed) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char letter : parameter.name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
  }
  return Rng(seed, hash + block.first);
}

template <class Real, class Draw>
void fill_drawn(Parameter<Real>& parameter, Block block, const Draw& draw) {
  const auto rows = parameter.view().rows_from(block.first, block.count);
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    for (std::size_t c = 0; c < rows.cols(); ++c) rows(r, c) = static_cast<Real>(draw());
  }
}

double fans(std::size_t rows, std::size_t cols) {
  return static_cast<double>(rows + cols);
}

}  // namespace

template <class Real>
void fill_uniform(Parameter<Real>& parameter, Block block, double a, std::uint64_t seed) {
  Rng rng = rng_of(parameter, block, seed);
  fill_drawn(parameter, block, [&] { return a * (2 * rng.uniform() - 1); });
}

template <class Real>
void fill_glorot_uniform(Parameter<Real>& parameter, Block block, std::uint64_t seed) {
  fill_uniform(parameter, block, std::sqrt(6 / fans(block.count, parameter.cols)), seed);
}

template <class Real>
void fill_glorot_normal(Parameter<Real>& parameter, Block block, std::uint64_t seed) {
  Rng rng = rng_of(parameter, block, seed);
  const double deviation = std::sqrt(2 / fans(block.count, parameter.cols));
  fill_drawn(parameter, block, [&] { return deviation * rng.normal(); });
}

template <class Real>
void fill_orthogonal(Parameter<Real>& parameter, Block block, double scale, std::uint64_t seed) {
  Rng rng = rng_of(parameter, block, seed);
  const std::size_t longer = std::max(block.count, parameter.cols);
  const std::size_t shorter = std::min(block.count, parameter.cols);
  std::vector<double> q(longer * shorter);
  for (double& value : q) value = rng.normal();
  numeric::orthonormalise(q, longer, shorter);
  const auto rows = parameter.view().rows_from(block.first, block.count);
  const bool tall = block.count == longer;
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    for (std::size_t c = 0; c < rows.cols(); ++c) {
      rows(r, c) = static_cast<Real>(scale * (tall ? q[r * shorter + c] : q[c * shorter + r]));
    }
  }
}

template <class Real>
void fill_identity(Parameter<Real>& parameter, Block block, double scale) {
  const auto rows = parameter.view().rows_from(block.first, block.count);
  fill(rows, Real{0});
  for (std::size_t k = 0; k < std::min(rows.rows(), rows.cols()); ++k) {
    rows(k, k) = static_cast<Real>(scale);
  }
}

template <class Real>
void fill_constant(Parameter<Real>& parameter, Block block, double value) {
  fill(parameter.view().rows_from(block.first, block.count), static_cast<Real>(value));
}

template <class Real>
void initialize(const Linear<Real>& layer, std::uint64_t seed) {
  fill_glorot_uniform(*layer.weight, {0, layer.weight->rows}, seed);
  if (layer.bias != nullptr) fill_constant(*layer.bias, {0, 1}, 0);
}

template <class Real>
void initialize(const Embedding<Real>& layer, double deviation, std::uint64_t seed) {
  const Block all{0, layer.table->rows};
  Rng rng = rng_of(*layer.table, all, seed);
  fill_drawn(*layer.table, all, [&] { return deviation * rng.normal(); });
}

template void fill_uniform(Parameter<float>&, Block, double, std::uint64_t);
template void fill_uniform(Parameter<double>&, Block, double, std::uint64_t);
template void fill_glorot_uniform(Parameter<float>&, Block, std::uint64_t);
template void fill_glorot_uniform(Parameter<double>&, Block, std::uint64_t);
template void fill_glorot_normal(Parameter<float>&, Block, std::uint64_t);
template void fill_glorot_normal(Parameter<double>&, Block, std::uint64_t);
template void fill_orthogonal(Parameter<float>&, Block, double, std::uint64_t);
template void fill_orthogonal(Parameter<double>&, Block, double, std::uint64_t);
template void fill_identity(Parameter<float>&, Block, double);
template void fill_identity(Parameter<double>&, Block, double);
template void fill_constant(Parameter<float>&, Block, double);
template void fill_constant(Parameter<double>&, Block, double);
template void initialize(const Linear<float>&, std::uint64_t);
template void initialize(const Linear<double>&, std::uint64_t);
template void initialize(const Embedding<float>&, double, std::uint64_t);
template void initialize(const Embedding<double>&, double, std::uint64_t);
}  // namespace foretell::network

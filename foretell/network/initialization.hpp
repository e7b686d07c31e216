#pragma once
#include <cstdint>

#include "foretell/network/layers/embedding.hpp"
#include "foretell/network/layers/linear.hpp"
#include "foretell/network/layers/recurrent.hpp"

namespace foretell::network {
/// Fills of one parameter. Each draws from a stream of its own, known by the seed and the
/// parameter's name: adding a layer changes no other.
///   Shapes  rows [first, first + count) of a parameter [rows, cols]: fan_out = count, fan_in =
///   cols
struct Block {
  std::size_t first, count;
};

/// Uniform on (−a, a).
template <class Real>
void fill_uniform(Parameter<Real>& parameter, Block block, double a, std::uint64_t seed);
/// Glorot & Bengio (2010), AISTATS: uniform with a = √(6/(fan_in + fan_out)), or normal with the
/// variance 2/(fan_in + fan_out).
template <class Real>
void fill_glorot_uniform(Parameter<Real>& parameter, Block block, std::uint64_t seed);
template <class Real>
void fill_glorot_normal(Parameter<Real>& parameter, Block block, std::uint64_t seed);
/// Orthonormal rows (or columns, where these are fewer), times scale. Saxe, McClelland & Ganguli
/// (2014), arXiv 1312.6120: the Q of a normal matrix, signs of R's diagonal positive.
template <class Real>
void fill_orthogonal(Parameter<Real>& parameter, Block block, double scale, std::uint64_t seed);
/// The identity times scale. Le, Jaitly & Hinton (2015), arXiv 1504.00941, for ReLU cells.
template <class Real>
void fill_identity(Parameter<Real>& parameter, Block block, double scale);
template <class Real>
void fill_constant(Parameter<Real>& parameter, Block block, double value);

enum class RecurrentStart {
  kUniform,   ///< all weights and biases uniform on ±1/√H, as PyTorch
  kGlorot,    ///< input weights Glorot uniform, recurrent ones orthogonal, biases zero
  kIdentity,  ///< as kGlorot with recurrent weights identity·scale in every gate's block
};

struct InitialWeights {
  RecurrentStart start = RecurrentStart::kGlorot;
  double scale = 1;  ///< of the orthogonal or identity recurrent weights
  /// Added to the bias of what makes an LSTM remember. Jozefowicz, Zaremba & Sutskever (2015),
  /// ICML: one opens the forget gate. With coupled gates it is taken from the bias of i.
  double forget_bias = 1;
  /// Where above 1: the memory's time constants are spread up to this many steps instead, forget
  /// biases log(u), u uniform on [1, T − 1], input biases −log(u). Tallec & Ollivier (2018),
  /// arXiv 1804.11188; also the update gates of both GRUs.
  double longest_memory = 0;
};

/// Fills a layer. Gains of layer norm become one, peepholes zero, learned states zero.
template <class Real>
void initialize(const Recurrent<Real>& layer, const InitialWeights& weights, std::uint64_t seed);
/// Glorot uniform weights, bias zero.
template <class Real>
void initialize(const Linear<Real>& layer, std::uint64_t seed);
/// Normal numbers of standard deviation `deviation`.
template <class Real>
void initialize(const Embedding<Real>& layer, double deviation, std::uint64_t seed);
}  // namespace foretell::network

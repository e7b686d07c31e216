#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "foretell/base/enum_names.hpp"
#include "foretell/network/parameters.hpp"
#include "foretell/store/model_file.hpp"

namespace foretell {
enum class OptimizerKind { kSgd, kRmsProp, kAdam, kAdamW };
template <>
inline constexpr auto kEnumNames<OptimizerKind> =
    std::array{std::pair{OptimizerKind::kSgd, "sgd"}, std::pair{OptimizerKind::kRmsProp, "rmsprop"},
               std::pair{OptimizerKind::kAdam, "adam"}, std::pair{OptimizerKind::kAdamW, "adamw"}};

/// How parameters follow their gradients; the names and defaults of PyTorch.
struct OptimizerOptions {
  OptimizerKind kind = OptimizerKind::kAdam;
  double momentum = 0;    ///< of sgd and rmsprop, in [0, 1)
  bool nesterov = false;  ///< sgd: look ahead by the momentum
  double alpha = 0.99;    ///< rmsprop: memory of the squared gradient, in [0, 1)
  double beta1 = 0.9;     ///< adam, adamw: memory of the gradient, in [0, 1)
  double beta2 = 0.999;   ///< adam, adamw: memory of the squared gradient, in [0, 1)
  double epsilon = 1e-8;  ///< added to the root of the squared gradient
  /// adam, adamw: of an embedding table move only the rows of tokens that were seen in the step.
  bool sparse_embedding = false;
  double weight_decay = 0;  ///< λ: added to the gradient as λ·w; adamw: taken from w as η·λ·w

  ///   Errors  kInvalidOption (a value outside its bounds)
  [[nodiscard]] Result<void> check() const;
};

/// Moves parameters against their gradients g with learning rate η, at step t = 1, 2, …
///   sgd      b ← μ·b + g;  w ← w − η·b, with Nesterov w − η·(g + μ·b)
///   rmsprop  v ← α·v + (1 − α)·g²;  b ← μ·b + g / (√v + ε);  w ← w − η·b
///   adam     m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²
///            w ← w − η·(m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
///   adamw    the same after w ← w − η·λ·w
///   Note     sgd without momentum and decay moves only the touched rows of an embedding table,
///            with the bits of the dense result; the other methods move every row at every step, as
///            their memory asks for: m and v fade, and w moves on by what is left of m. With
///            sparse_embedding Adam leaves m, v and w of rows that were not touched as they are,
///            decay included; touched ones move by the formulas above with t of all steps. While
///            every row is touched at every step these are the bits of the dense result; else it is
///            another method, whose cost is that of the tokens seen and not of the vocabulary
///   Source   Sutskever et al. (2013), ICML; Tieleman & Hinton (2012), lecture 6e; Kingma & Ba
///            (2015), arXiv 1412.6980; Loshchilov & Hutter (2019), arXiv 1711.05101; the variants
///            of PyTorch, sparse as its SparseAdam
template <class Real>
class Optimizer {
 public:
  /// The parameters outlive the optimizer.
  Optimizer(Parameters<Real>& parameters, const OptimizerOptions& options);

  void step(double learning_rate);

  /// Adds what it remembers: tensors optimizer.first.<name>, optimizer.second.<name>,
  /// optimizer.steps.
  void save(ModelFile& file) const;
  ///   Errors  kBadFile (a tensor missing or of another size)
  [[nodiscard]] Result<void> load(const ModelFile& file);

 private:
  struct Memory {
    std::vector<Real> first;   // b or m
    std::vector<Real> second;  // v
  };
  void sgd(Parameter<Real>& parameter, Memory& memory, Real rate);
  void rms_prop(Parameter<Real>& parameter, Memory& memory, Real rate);
  void adam(Parameter<Real>& parameter, Memory& memory, double rate);
  struct AdamStep {
    Real decay, keep, beta1, rest1, beta2, rest2, size, root, epsilon;
  };
  [[nodiscard]] AdamStep adam_step(double rate) const;
  [[nodiscard]] bool keeps_first() const;
  [[nodiscard]] bool keeps_second() const { return options_.kind != OptimizerKind::kSgd; }

  Parameters<Real>& parameters_;
  OptimizerOptions options_;
  std::vector<Memory> memories_;
  std::int64_t steps_ = 0;
};
}  // namespace foretell

#pragma once
#include <string>

#include "foretell/base/ragged_layout.hpp"
#include "foretell/network/layers/linear.hpp"

namespace foretell::network {
/// A sequence variable with its layout, and what to read from it.
struct Attended {
  Variable keys, values;
  const RaggedLayout* layout = nullptr;
};

/// What attention gives: contexts, and how it weighed the steps.
///   Shapes  context [rows of the queries, values' width];  weights [rows of the queries,
///           attended.layout->steps()], zero beyond a sequence's end
template <class Real>
struct AttentionOutput {
  Variable context;
  MatrixView<const Real> weights;
};

/// Each step of a query sequence looks at all steps of the attended sequence with the same place in
/// the caller's batch, and at no other.
///   α = softmax over s of e_s,   context = Σ_s α_s·values_s
///   Shapes  queries [rows over their layout, Nq];  keys, values over the attended layout
///   Errors  none: batches of the same size and widths are asserted

/// e_s = scale·q·k_s, queries and keys of one width; scale 0: 1/√width.
///   Source  Luong, Pham & Manning (2015), arXiv 1508.04025; scale: Vaswani et al. (2017),
///           arXiv 1706.03762
struct DotAttention {
  double scale = 1;
  bool causal = false;  ///< step t sees steps up to t only: for a sequence that attends to itself

  template <class Real>
  [[nodiscard]] AttentionOutput<Real> apply(Tape<Real>& tape, Variable queries,
                                            const RaggedLayout& layout,
                                            const Attended& attended) const;
};

/// e_s = v·tanh(W_q q + W_k k_s + b)
///   Shapes  W_q [N, Nq];  W_k [N, Nk];  b [1, N];  v [1, N]
///   Names   <name>.query.weight, <name>.key.weight, <name>.key.bias, <name>.score
///   Source  Bahdanau, Cho & Bengio (2015), arXiv 1409.0473, appendix A.1.2
template <class Real>
struct AdditiveAttention {
  struct Widths {
    std::size_t query, key, hidden;  ///< Nq, Nk, N
  };
  Linear<Real> query, key;
  Parameter<Real>* score = nullptr;

  [[nodiscard]] static AdditiveAttention add(Parameters<Real>& parameters, const std::string& name,
                                             const Widths& widths);
  /// W_k k + b of all steps: once per attended sequence, for queries that come step by step.
  [[nodiscard]] Variable project_keys(Tape<Real>& tape, Variable keys) const;
  /// `attended.keys` as project_keys gave them.
  [[nodiscard]] AttentionOutput<Real> apply(Tape<Real>& tape, Variable queries,
                                            const RaggedLayout& layout,
                                            const Attended& attended) const;
};
}  // namespace foretell::network

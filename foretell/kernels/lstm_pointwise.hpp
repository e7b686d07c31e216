#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// Which LSTM: with peepholes where `peephole` is given, with f = 1 − i where `coupled`.
///   Shapes  peephole, dpeephole [3, H] rows i|f|o, coupled [2, H] rows i|o; dpeephole is added to
template <class Real>
struct LstmVariant {
  MatrixView<const Real> peephole = {};
  MatrixView<Real> dpeephole = {};
  bool coupled = false;
};

/// The part of an LSTM step that is no product. Gates come as sums of their products and bias and
/// are replaced by their values.
///   i = σ(i + p_i∘c'),  f = σ(f + p_f∘c')  (coupled: f = 1 − i),  g = tanh(g)
///   c = f∘c' + i∘g,  o = σ(o + p_o∘c),  m = o∘tanh(c)
///   Shapes  gates [B, 4H] packed i|f|g|o, coupled [B, 3H] packed i|g|o;  c' = c_prev, c, m [B, H]
template <class Real>
void lstm_forward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                  const LstmVariant<Real>& variant, MatrixView<Real> c,
                  MatrixView<Real> m) noexcept;

/// The same of some units of one sequence, one gate per row.
///   Shapes  gates [4, U] rows i|f|g|o, coupled [3, U];  c_prev, c, m [1, U];  peephole [3, U]
void lstm_forward_units(MatrixView<float> gates, MatrixView<const float> c_prev,
                        const LstmVariant<float>& variant, MatrixView<float> c,
                        MatrixView<float> m) noexcept;

/// Gradients that one LSTM step is given and gives back.
///   Shapes  all [B, H]
template <class Real>
struct LstmGradients {
  MatrixView<const Real> dm;
  MatrixView<Real> dc;       ///< in: from later steps; out: the whole of ∂J/∂c
  MatrixView<Real> dc_prev;  ///< overwritten; may lie in the memory of c_prev
};

/// Backward of lstm_forward: replaces the gates by the gradients of their sums.
template <class Real>
void lstm_backward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                   const LstmVariant<Real>& variant, const LstmGradients<Real>& d) noexcept;

/// The same of some units of one sequence, one gate per row.
///   Shapes  gates [4, U], coupled [3, U];  all else [1, U];  peephole, dpeephole [3, U]
void lstm_backward_units(MatrixView<float> gates, MatrixView<const float> c_prev,
                         const LstmVariant<float>& variant, const LstmGradients<float>& d) noexcept;
}  // namespace foretell::kernels

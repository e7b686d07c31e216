#pragma once
#include <cstddef>

namespace foretell::network {
enum class CellKind {
  kElmanTanh,
  kElmanRelu,
  kLstm,
  kPeepholeLstm,
  kGru,             ///< reset after the product, as PyTorch and cuDNN
  kGruResetBefore,  ///< reset before the product, as Cho et al. (2014)
  kOneGateGru,
};

/// A cell and what is added to it.
struct CellOptions {
  CellKind kind = CellKind::kLstm;
  bool bias = true;
  bool layer_norm = false;          ///< of the input and the recurrent product
  bool coupled_gates = false;       ///< LSTM: f = 1 − i
  std::size_t projection_size = 0;  ///< LSTM: width of h; 0: as hidden_size
  /// Probability that a unit of h keeps its value of the step before. Krueger et al. (2017),
  /// arXiv 1606.01305: drawn anew each step in training, the expected mix in inference.
  double zoneout = 0;
  double zoneout_memory = 0;  ///< LSTM: the same for c
  /// Probability that a unit of h_prev is hidden from the products of all steps of a sequence. Gal
  /// & Ghahramani (2016), arXiv 1512.05287: one mask per sequence, scaled by 1/(1 − p).
  double recurrent_dropout = 0;
};
}  // namespace foretell::network

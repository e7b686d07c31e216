#pragma once
#include "foretell/network/parameters.hpp"
#include "foretell/store/model_file.hpp"

namespace foretell {
/// Weights under the names and shapes of PyTorch's modules, to be written as a safetensors file and
/// loaded with load_state_dict.
///   Biases  of a layer PyTorch keeps two, of which only the sum counts: ours is the first, the
///           second is zero; a GRU's second one is zero for r and z and ours for n
///   Note    layer norm and peepholes have no counterpart; they keep their names
[[nodiscard]] ModelFile torch_weights(const Parameters<float>& parameters);

/// Takes weights that PyTorch saved (F64, F32, F16, BF16) into parameters of the same names. Two
/// biases of a layer are summed. Tensors of other names are passed over.
///   Errors  kBadFile (weights missing or of another shape, named), kNotFinite; the parameters are
///           then as they were
[[nodiscard]] Result<void> take_torch_weights(const ModelFile& file, Parameters<float>& parameters);
}  // namespace foretell

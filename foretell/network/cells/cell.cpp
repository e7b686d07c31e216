#include "foretell/network/cells/cell.hpp"

namespace foretell::network {
namespace {
/// The whole recurrent weight of a cell with its gain.
template <class Real>
RecurrentProduct<Real> add_product(Parameters<Real>& parameters, const CellOptions& options,
                                   const CellPlace& place, std::size_t state_size) {
  const std::size_t rows = CellShape::of(options).num_gates * place.hidden_size;
  auto& weight = parameters.add(place.name("weight_hh"), rows, state_size);
  Parameter<Real>* gain =
      options.layer_norm ? &parameters.add(place.name("gain_hh"), 1, rows) : nullptr;
  return {&weight, gain, 0, rows};
}

template <class Real>
LstmCell<Real> add_lstm(Parameters<Real>& parameters, const CellOptions& options,
                        const CellPlace& place) {
  const std::size_t width = place.hidden_size, projected = options.projection_size;
  LstmCell<Real> cell{add_product(parameters, options, place, projected > 0 ? projected : width)};
  cell.coupled = options.coupled_gates;
  if (options.kind == CellKind::kPeepholeLstm) {
    cell.peephole = &parameters.add(place.name("weight_peephole"), cell.coupled ? 2 : 3, width);
  }
  if (projected > 0) cell.projection = &parameters.add(place.name("weight_hr"), projected, width);
  return cell;
}

/// The products of r and z, and of n.
template <class Real>
std::pair<RecurrentProduct<Real>, RecurrentProduct<Real>> add_gru_products(
    Parameters<Real>& parameters, const CellOptions& options, const CellPlace& place) {
  const std::size_t width = place.hidden_size;
  auto gates = add_product(parameters, options, place, width);
  auto candidate = gates;
  gates.count = 2 * width;
  candidate.first = 2 * width;
  candidate.count = width;
  return {gates, candidate};
}

template <class Real>
GruCell<Real> add_gru(Parameters<Real>& parameters, const CellOptions& options,
                      const CellPlace& place) {
  const auto [gates, candidate] = add_gru_products(parameters, options, place);
  GruCell<Real> cell{gates, candidate};
  if (options.bias) cell.bias_hh = &parameters.add(place.name("bias_hh"), 1, place.hidden_size);
  return cell;
}
}  // namespace

CellShape CellShape::of(const CellOptions& options) {
  switch (options.kind) {
    case CellKind::kElmanTanh:
    case CellKind::kElmanRelu:
      return {.num_gates = 1};
    case CellKind::kOneGateGru:
      return {.num_gates = 2};
    case CellKind::kGru:
    case CellKind::kGruResetBefore:
      return {.num_gates = 3, .num_extra = 1, .num_norms = 2, .norm_gates = 2};
    case CellKind::kLstm:
    case CellKind::kPeepholeLstm:
      break;
  }
  return {.num_gates = options.coupled_gates ? std::size_t{3} : std::size_t{4},
          .num_extra = options.projection_size > 0 ? std::size_t{1} : std::size_t{0},
          .memory = true};
}

template <class Real>
Cell<Real> add_cell(Parameters<Real>& parameters, const CellOptions& options,
                    const CellPlace& place) {
  const std::size_t width = place.hidden_size;
  switch (options.kind) {
    case CellKind::kElmanTanh:
      return ElmanCell<Real>{add_product(parameters, options, place, width)};
    case CellKind::kElmanRelu:
      return ElmanCell<Real>{add_product(parameters, options, place, width),
                             kernels::Activation::kRelu};
    case CellKind::kOneGateGru:
      return OneGateGruCell<Real>{add_product(parameters, options, place, width)};
    case CellKind::kGru:
      return add_gru(parameters, options, place);
    case CellKind::kGruResetBefore: {
      const auto [gates, candidate] = add_gru_products(parameters, options, place);
      return ResetBeforeGruCell<Real>{gates, candidate};
    }
    case CellKind::kLstm:
    case CellKind::kPeepholeLstm:
      break;
  }
  return add_lstm(parameters, options, place);
}

template Cell<float> add_cell(Parameters<float>&, const CellOptions&, const CellPlace&);
template Cell<double> add_cell(Parameters<double>&, const CellOptions&, const CellPlace&);
}  // namespace foretell::network

#include "foretell/network/cells/cell.hpp"

namespace foretell::network {
namespace {
bool is_lstm(CellKind kind) {
  return kind == CellKind::kLstm || kind == CellKind::kPeepholeLstm;
}

template <class Real>
Cell<Real> add_lstm(Parameters<Real>& parameters, const CellOptions& options,
                    const CellPlace& place) {
  const std::size_t width = place.hidden_size;
  const std::size_t rows = CellShape::of(options).num_gates * width;
  const std::size_t state = options.projection_size > 0 ? options.projection_size : width;
  LstmCell<Real> cell{};
  cell.coupled = options.coupled_gates;
  cell.product = {&parameters.add(place.name("weight_hh"), rows, state), nullptr, 0, rows};
  if (options.layer_norm) cell.product.gain = &parameters.add(place.name("gain_hh"), 1, rows);
  if (options.kind == CellKind::kPeepholeLstm) {
    cell.peephole = &parameters.add(place.name("weight_peephole"), cell.coupled ? 2 : 3, width);
  }
  if (options.projection_size > 0) {
    cell.projection = &parameters.add(place.name("weight_hr"), state, width);
  }
  return cell;
}
}  // namespace

CellShape CellShape::of(const CellOptions& options) {
  const std::size_t projected = options.projection_size > 0 ? 1 : 0;
  const std::size_t gates = options.coupled_gates ? 3 : 4;
  return {gates, projected, 1, gates, is_lstm(options.kind)};
}

template <class Real>
Cell<Real> add_cell(Parameters<Real>& parameters, const CellOptions& options,
                    const CellPlace& place) {
  return add_lstm(parameters, options, place);
}

template Cell<float> add_cell(Parameters<float>&, const CellOptions&, const CellPlace&);
template Cell<double> add_cell(Parameters<double>&, const CellOptions&, const CellPlace&);
}  // namespace foretell::network

#include <cmath>

#include "foretell/network/initialization.hpp"

namespace foretell::network {
namespace {
/// Blocks of a gate's rows, counted in gates.
struct MemoryGates {
  int keeps = -1;  ///< the gate that lets the old state stay
  int lets = -1;   ///< the gate that lets the new value in
};

MemoryGates memory_gates(const CellOptions& cell) {
  switch (cell.kind) {
    case CellKind::kLstm:
    case CellKind::kPeepholeLstm:
      return cell.coupled_gates ? MemoryGates{-1, 0} : MemoryGates{1, 0};
    case CellKind::kGru:
    case CellKind::kGruResetBefore:
      return {.keeps = 1};
    case CellKind::kOneGateGru:
      return {.lets = 0};
    default:
      return {};
  }
}

template <class Real>
RecurrentProduct<Real> recurrent_weight(const RecurrentDirection<Real>& direction) {
  return std::visit(
      [](const auto& cell) {
        if constexpr (requires { cell.product; }) {
          return cell.product;
        } else {
          return cell.gates;
        }
      },
      direction.cell);
}

/// log(u), u uniform on [1, longest − 1].
std::vector<double> spread_memory(const std::string& name, std::size_t count,
                                  const InitialWeights& weights, std::uint64_t seed) {
  const double reach = std::max(0.0, weights.longest_memory - 2);
  Parameter<double> share{name + ".memory", 1, count, std::vector<double>(count), {}, false, {}};
  fill_uniform(share, {0, 1}, 0.5, seed);
  for (double& value : share.value) value = std::log(1 + (value + 0.5) * reach);
  return share.value;
}

template <class Real>
void fill_bias(const RecurrentDirection<Real>& direction, const InitialWeights& weights,
               std::uint64_t seed) {
  auto& bias = *direction.bias_ih;
  const MemoryGates gates = memory_gates(direction.options);
  const std::size_t width = direction.hidden_size;
  std::vector<double> wish(width, direction.shape.memory ? weights.forget_bias : 0);
  if (weights.longest_memory > 1) wish = spread_memory(bias.name, width, weights, seed);
  const bool both = weights.longest_memory > 1 || gates.keeps < 0;
  for (std::size_t j = 0; j < width; ++j) {
    const auto at = [&](int gate) -> Real& {
      return bias.value[static_cast<std::size_t>(gate) * width + j];
    };
    if (gates.keeps >= 0) at(gates.keeps) += static_cast<Real>(wish[j]);
    if (gates.lets >= 0 && both) at(gates.lets) -= static_cast<Real>(wish[j]);
  }
}

template <class Real>
void fill_weights(const RecurrentDirection<Real>& direction, const InitialWeights& weights,
                  std::uint64_t seed) {
  const std::size_t width = direction.hidden_size;
  auto& recurrent = *recurrent_weight(direction).weight;
  for (std::size_t gate = 0; gate < direction.shape.num_gates; ++gate) {
    const Block block{gate * width, width};
    fill_glorot_uniform(*direction.weight_ih, block, seed);
    if (weights.start == RecurrentStart::kIdentity) {
      fill_identity(recurrent, block, weights.scale);
    } else {
      fill_orthogonal(recurrent, block, weights.scale, seed);
    }
  }
}

template <class Real>
void fill_extras(const RecurrentDirection<Real>& direction, bool uniform, double a,
                 std::uint64_t seed) {
  const auto one = [](Parameter<Real>* p) {
    if (p != nullptr) fill_constant(*p, {0, p->rows}, 1);
  };
  one(direction.gain_ih);
  one(recurrent_weight(direction).gain);
  if (const auto* lstm = std::get_if<LstmCell<Real>>(&direction.cell)) {
    if (lstm->peephole) fill_constant(*lstm->peephole, {0, lstm->peephole->rows}, 0);
    if (Parameter<Real>* p = lstm->projection; p != nullptr) {
      if (uniform) {
        fill_uniform(*p, {0, p->rows}, a, seed);
      } else {
        fill_glorot_uniform(*p, {0, p->rows}, seed);
      }
    }
  }
  if (const auto* gru = std::get_if<GruCell<Real>>(&direction.cell); gru && gru->bias_hh) {
    fill_uniform(*gru->bias_hh, {0, 1}, uniform ? a : 0, seed);
  }
  for (Parameter<Real>* p : {direction.start_h, direction.start_c}) {
    if (p != nullptr) fill_constant(*p, {0, 1}, 0);
  }
}
}  // namespace

template <class Real>
void initialize(const Recurrent<Real>& layer, const InitialWeights& weights, std::uint64_t seed) {
  for (std::size_t k = 0; k < layer.num_states(); ++k) {
    const auto& direction = layer.direction(k);
    const bool uniform = weights.start == RecurrentStart::kUniform;
    const double a = 1 / std::sqrt(static_cast<double>(direction.hidden_size));
    auto& recurrent = *recurrent_weight(direction).weight;
    if (uniform) {
      fill_uniform(*direction.weight_ih, {0, direction.weight_ih->rows}, a, seed);
      fill_uniform(recurrent, {0, recurrent.rows}, a, seed);
    } else {
      fill_weights(direction, weights, seed);
    }
    fill_extras(direction, uniform, a, seed);
    if (direction.bias_ih == nullptr) continue;
    fill_uniform(*direction.bias_ih, {0, 1}, uniform ? a : 0, seed);
    fill_bias(direction, weights, seed);
  }
}

template void initialize(const Recurrent<float>&, const InitialWeights&, std::uint64_t);
template void initialize(const Recurrent<double>&, const InitialWeights&, std::uint64_t);
}  // namespace foretell::network

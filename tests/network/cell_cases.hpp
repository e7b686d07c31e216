#pragma once
#include <string>
#include <vector>

#include "foretell/network/layers/recurrent.hpp"

namespace foretell::network {
struct CellCase {
  std::string name;
  CellOptions options;
};

/// Every cell with every option it has, one at a time, and some together.
inline std::vector<CellCase> cell_cases() {
  const std::vector<std::pair<std::string, CellKind>> kinds = {
      {"elman_tanh", CellKind::kElmanTanh},
      {"elman_relu", CellKind::kElmanRelu},
      {"lstm", CellKind::kLstm},
      {"peephole_lstm", CellKind::kPeepholeLstm},
      {"gru", CellKind::kGru},
      {"gru_reset_before", CellKind::kGruResetBefore},
      {"one_gate_gru", CellKind::kOneGateGru}};
  std::vector<CellCase> cases;
  for (const auto& [name, kind] : kinds) {
    const bool lstm = kind == CellKind::kLstm || kind == CellKind::kPeepholeLstm;
    cases.push_back({name, {.kind = kind}});
    cases.push_back({name + "_no_bias", {.kind = kind, .bias = false}});
    cases.push_back({name + "_layer_norm", {.kind = kind, .layer_norm = true}});
    cases.push_back({name + "_zoneout", {.kind = kind, .zoneout = 0.3}});
    cases.push_back({name + "_recurrent_dropout", {.kind = kind, .recurrent_dropout = 0.4}});
    cases.push_back({name + "_all",
                     {.kind = kind,
                      .layer_norm = true,
                      .coupled_gates = lstm,
                      .projection_size = lstm ? std::size_t{2} : std::size_t{0},
                      .zoneout = 0.2,
                      .zoneout_memory = lstm ? 0.3 : 0,
                      .recurrent_dropout = 0.3}});
    if (!lstm) continue;
    cases.push_back({name + "_coupled", {.kind = kind, .coupled_gates = true}});
    cases.push_back({name + "_projection", {.kind = kind, .projection_size = 2}});
    cases.push_back({name + "_zoneout_memory", {.kind = kind, .zoneout_memory = 0.3}});
  }
  return cases;
}

/// Batches of one, of equal lengths, of different lengths, with repeats and single steps.
inline const std::vector<std::vector<std::size_t>>& length_patterns() {
  static const std::vector<std::vector<std::size_t>> patterns = {
      {1}, {4}, {3, 3}, {1, 3, 1}, {2, 5, 5, 1}};
  return patterns;
}
}  // namespace foretell::network

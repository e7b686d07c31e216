#include "foretell/network/gate_use.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/network/spectral_radius.hpp"

namespace foretell::network {
namespace {
constexpr double kSaturated = 0.05;

/// A gate, whether it lies in (−1, 1) rather than (0, 1), and how it keeps the old state: +1 as it
/// is, −1 as one minus it, 0 not at all.
struct GateKind {
  const char* name;
  bool signed_range = false;
  int keeps = 0;
};

std::vector<GateKind> gates_of(const CellOptions& cell) {
  switch (cell.kind) {
    case CellKind::kElmanTanh:
    case CellKind::kElmanRelu:
      return {{"candidate", true}};
    case CellKind::kOneGateGru:
      return {{"update", false, -1}, {"candidate", true}};
    case CellKind::kGru:
    case CellKind::kGruResetBefore:
      return {{"reset"}, {"update", false, 1}, {"candidate", true}};
    default:
      break;
  }
  if (cell.coupled_gates) return {{"input", false, -1}, {"candidate", true}, {"output"}};
  return {{"input"}, {"forget", false, 1}, {"candidate", true}, {"output"}};
}

template <class Real>
double block_radius(const RecurrentDirection<Real>& direction, std::size_t gate) {
  const Parameter<Real>* weight = std::visit(
      [](const auto& cell) {
        if constexpr (requires { cell.product; }) {
          return cell.product.weight;
        } else {
          return cell.gates.weight;
        }
      },
      direction.cell);
  const auto block = weight->view().rows_from(gate * direction.hidden_size, direction.hidden_size);
  const auto* lstm = std::get_if<LstmCell<Real>>(&direction.cell);
  if (lstm == nullptr || lstm->projection == nullptr) {
    return spectral_radius<Real>(block);
  }
  // h = R·m: the matrix from m to m is U·R [H, H].
  const auto r = lstm->projection->view();
  std::vector<Real> product(block.rows() * r.cols(), Real{0});
  const MatrixView<Real> both(product.data(), block.rows(), r.cols());
  for (std::size_t i = 0; i < both.rows(); ++i) {
    for (std::size_t k = 0; k < block.cols(); ++k) {
      for (std::size_t j = 0; j < both.cols(); ++j) both(i, j) += block(i, k) * r(k, j);
    }
  }
  return spectral_radius<Real>(both);
}

template <class Real>
GateUse use_of(const GateKind& kind, MatrixView<const Real> values) {
  GateUse use{.name = kind.name};
  const double low = kind.signed_range ? -1 : 0;
  for (std::size_t r = 0; r < values.rows(); ++r) {
    for (std::size_t c = 0; c < values.cols(); ++c) {
      const auto value = static_cast<double>(values(r, c));
      use.mean += value;
      use.saturated += value < low + kSaturated || value > 1 - kSaturated ? 1 : 0;
    }
  }
  const auto count = static_cast<double>(values.rows() * values.cols());
  use.mean /= count;
  use.saturated /= count;
  return use;
}

template <class Real>
std::vector<double> fading(MatrixView<const Real> values, int keeps) {
  std::vector<double> result;
  for (std::size_t c = 0; c < values.cols(); ++c) {
    double mean = 0;
    for (std::size_t r = 0; r < values.rows(); ++r) mean += static_cast<double>(values(r, c));
    mean /= static_cast<double>(values.rows());
    result.push_back(-1 / std::log(keeps > 0 ? mean : 1 - mean));
  }
  std::ranges::sort(result);
  return result;
}

template <class Real>
MatrixView<const Real> block_of(const RecurrentDirection<Real>& direction,
                                MatrixView<const Real> gates, std::size_t g) {
  return gates.cols_from(g * direction.hidden_size, direction.hidden_size);
}
}  // namespace

std::vector<std::string> gate_names(const CellOptions& cell) {
  std::vector<std::string> names;
  for (const GateKind& kind : gates_of(cell)) names.emplace_back(kind.name);
  return names;
}

template <class Real>
std::vector<GateUse> use_of_gates(const RecurrentDirection<Real>& direction,
                                  MatrixView<const Real> gates) {
  std::vector<GateUse> uses;
  for (const GateKind& kind : gates_of(direction.options)) {
    const std::size_t g = uses.size();
    uses.push_back(use_of(kind, block_of(direction, gates, g)));
    uses.back().spectral_radius = block_radius(direction, g);
  }
  return uses;
}

template <class Real>
std::vector<double> time_constants(const RecurrentDirection<Real>& direction,
                                   MatrixView<const Real> gates) {
  const auto kinds = gates_of(direction.options);
  for (std::size_t g = 0; g < kinds.size(); ++g) {
    if (kinds[g].keeps != 0) return fading(block_of(direction, gates, g), kinds[g].keeps);
  }
  return {};
}

template std::vector<GateUse> use_of_gates(const RecurrentDirection<float>&,
                                           MatrixView<const float>);
template std::vector<GateUse> use_of_gates(const RecurrentDirection<double>&,
                                           MatrixView<const double>);
template std::vector<double> time_constants(const RecurrentDirection<float>&,
                                            MatrixView<const float>);
template std::vector<double> time_constants(const RecurrentDirection<double>&,
                                            MatrixView<const double>);
}  // namespace foretell::network

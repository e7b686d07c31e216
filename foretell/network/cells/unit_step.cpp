#include "foretell/network/cells/unit_step.hpp"

#include <algorithm>
#include <type_traits>

namespace foretell::network {
namespace {
using kernels::Panels;
using kernels::Terms;
using kernels::Units;
using Weights = std::array<Panels, 2>;

template <class View>
View part(View x, Units units) {
  return x.cols_from(units.first, units.count);
}

template <class Any>
bool units_are_apart(const Any& /*cell*/) {
  return std::is_same_v<Any, ElmanCell<float>> || std::is_same_v<Any, GruCell<float>>;
}
bool units_are_apart(const LstmCell<float>& cell) {
  return cell.projection == nullptr;
}

// Nothing for those whose units need each other.
template <class Any>
void add_unit_terms(const Any& /*cell*/, const Weights& /*weights*/, const UnitStep& /*step*/,
                    Terms /*terms*/, Units /*units*/) {
}
template <class Any>
void finish_units(const Any& /*cell*/, const UnitStep& /*step*/, Units /*units*/) {
}

void add_unit_terms(const ElmanCell<float>& /*cell*/, const Weights& weights, const UnitStep& step,
                    Terms terms, Units units) {
  kernels::add_unit_terms(step.h_prev, weights[0], terms, units, step.gates, step.begun);
}

void finish_units(const ElmanCell<float>& cell, const UnitStep& step, Units units) {
  kernels::elman_forward(cell.activation, part(step.gates, units), part(step.h, units));
}

void add_unit_terms(const LstmCell<float>& /*cell*/, const Weights& weights, const UnitStep& step,
                    Terms terms, Units units) {
  kernels::add_unit_terms(step.h_prev, weights[0], terms, units, step.gates, step.begun);
}

void finish_units(const LstmCell<float>& cell, const UnitStep& step, Units units) {
  auto variant = cell.variant();
  if (!variant.peephole.empty()) variant.peephole = part(variant.peephole, units);
  kernels::lstm_forward_units(part(step.gates, units), part(step.c_prev, units), variant,
                              part(step.c, units), part(step.h, units));
}

void add_unit_terms(const GruCell<float>& cell, const Weights& weights, const UnitStep& step,
                    Terms terms, Units units) {
  kernels::add_unit_terms(step.h_prev, weights[0], terms, units, step.gates.rows_from(0, 2),
                          step.begun.rows_from(0, 2));
  const auto candidate = part(step.extra, units);
  if (terms.first == 0 && cell.bias_hh == nullptr) {
    std::fill_n(candidate.data(), candidate.cols(), 0.0F);
  } else if (terms.first == 0) {
    std::copy_n(cell.bias_hh->value.data() + units.first, candidate.cols(), candidate.data());
  }
  kernels::add_unit_terms(step.h_prev, weights[1], terms, units, step.extra,
                          step.begun.rows_from(2, 1));
}

void finish_units(const GruCell<float>& /*cell*/, const UnitStep& step, Units units) {
  kernels::gru_forward_units(part(step.gates, units), part(step.extra, units),
                             part(step.h_prev, units), part(step.h, units));
}
}  // namespace

std::optional<UnitCell> UnitCell::from(const Cell<float>& cell, const Packing<float>& packing) {
  UnitCell made;
  made.cell_ = &cell;
  const auto fits = [&](const auto& any) {
    if (!units_are_apart(any)) return false;
    std::size_t n = 0;
    for (const auto& product : any.products()) {
      const Panels* panels = packing.panels(product.rows());
      if (product.gain != nullptr || panels == nullptr) return false;
      if (!kernels::has_unit_products(panels->depth)) return false;  // as wide as the state
      made.weights_[n++] = *panels;
    }
    return true;
  };
  if (!std::visit(fits, cell)) return std::nullopt;
  return made;
}

void UnitCell::add_terms(const UnitStep& step, Terms terms, Units units) const {
  std::visit([&](const auto& cell) { add_unit_terms(cell, weights_, step, terms, units); }, *cell_);
}

void UnitCell::finish(const UnitStep& step, Units units) const {
  std::visit([&](const auto& cell) { finish_units(cell, step, units); }, *cell_);
}

std::optional<UnitCellBackward> UnitCellBackward::from(const Cell<float>& cell,
                                                       const Packing<float>& packing) {
  const auto* lstm = std::get_if<LstmCell<float>>(&cell);
  if (lstm == nullptr || lstm->projection != nullptr || lstm->product.gain != nullptr) {
    return std::nullopt;
  }
  const Panels* panels = packing.transposed_panels(lstm->product.rows());
  if (panels == nullptr || !kernels::has_unit_products(panels->columns)) return std::nullopt;
  UnitCellBackward made;
  made.cell_ = lstm;
  made.weights_ = *panels;
  return made;
}

void UnitCellBackward::replace_gates(const UnitStep& step, const UnitGradients& d,
                                     Units units) const {
  auto variant = cell_->variant();
  if (!variant.peephole.empty()) {
    variant.peephole = part(variant.peephole, units);
    variant.dpeephole = part(variant.dpeephole, units);
  }
  kernels::lstm_backward_units(part(step.gates, units), part(step.c_prev, units), variant,
                               {part(d.dh, units), part(d.dc, units), part(d.dc_prev, units)});
}

void UnitCellBackward::give_back(MatrixView<const float> gates, const UnitGradients& d,
                                 Units units) const {
  const auto own = part(d.dh_prev, units);
  std::fill_n(own.data(), own.cols(), 0.0F);
  kernels::add_unit_product(gates, weights_, units, d.dh_prev);
}
}  // namespace foretell::network

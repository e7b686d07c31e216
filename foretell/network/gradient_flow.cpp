#include "foretell/network/gradient_flow.hpp"

#include <fmt/format.h>

#include <cmath>

#include "foretell/network/check_batch.hpp"

namespace foretell::network {
namespace {
constexpr double kVanished = 1e-3, kExploded = 1e3;

template <class Real>
std::string name_of(const Recurrent<Real>& layer, std::size_t k) {
  return fmt::format("l{}{}", k / layer.num_directions(),
                     layer.direction(k).reverse ? "_reverse" : "");
}

/// Gates of all layers, from a pass without gradients: backward would write over them.
template <class Real>
std::vector<LayerFlow> look_at_gates(const Recurrent<Real>& layer, MatrixView<const Real> x,
                                     const RaggedLayout& layout) {
  Tape<Real> tape;
  tape.begin({.mode = Mode::kInference});
  std::vector<RecurrentProbe<Real>> probes(layer.num_states());
  (void)layer.apply(tape, tape.input(x), layout, {.probes = probes});
  std::vector<LayerFlow> layers;
  for (std::size_t k = 0; k < probes.size(); ++k) {
    const MatrixView<const Real> gates = probes[k].gates;
    LayerFlow flow{.name = name_of(layer, k)};
    flow.gates = use_of_gates(layer.direction(k), gates);
    flow.time_constants = time_constants(layer.direction(k), gates);
    layers.push_back(std::move(flow));
  }
  return layers;
}

/// Adds u, ones over √N, to the gradient of every sequence's end.
template <class Real>
void seed_ends(MatrixView<Real> dh, const RaggedLayout& layout, bool reverse) {
  const auto one = static_cast<Real>(1 / std::sqrt(static_cast<double>(dh.cols())));
  for (std::size_t b = 0; b < layout.batch(); ++b) {
    const std::size_t r = layout.row(reverse ? 0 : layout.length(b) - 1, b);
    for (std::size_t c = 0; c < dh.cols(); ++c) dh(r, c) += one;
  }
}

template <class Real>
void look_at_gradients(const Recurrent<Real>& layer, MatrixView<const Real> x,
                       const RaggedLayout& layout, std::vector<LayerFlow>& layers) {
  Tape<Real> tape;
  tape.begin({.mode = Mode::kAttribution});
  std::vector<RecurrentProbe<Real>> probes(layer.num_states());
  (void)layer.apply(tape, tape.input(x), layout, {.probes = probes});
  const auto gradient_of = [&](std::size_t k) {
    return tape.gradient(probes[k].h).cols_from(probes[k].column, layer.direction(k).state_size);
  };
  for (std::size_t d = 0; d < layer.num_directions(); ++d) {
    const std::size_t k = layer.num_states() - layer.num_directions() + d;
    seed_ends(gradient_of(k), layout, layer.direction(k).reverse);
  }
  tape.backward();
  for (std::size_t k = 0; k < probes.size(); ++k) {
    const bool reverse = layer.direction(k).reverse;
    layers[k].h = norms_by_distance<Real>(gradient_of(k), layout, reverse);
    if (layer.direction(k).shape.memory) {
      layers[k].c = norms_by_distance<Real>(probes[k].memory, layout, reverse);
    }
  }
}

/// The larger gradient of the last layer's states at a distance.
double strength(const LayerFlow& flow, std::size_t distance) {
  return std::max(flow.h[distance], flow.c.empty() ? 0 : flow.c[distance]);
}

std::string advice_for(FlowVerdict verdict, const CellOptions& cell, const GradientFlow& flow) {
  const bool gated = cell.kind != CellKind::kElmanTanh && cell.kind != CellKind::kElmanRelu;
  if (verdict == FlowVerdict::kHealthy) return "gradients reach the beginning; nothing to do";
  if (verdict == FlowVerdict::kExploding) {
    return fmt::format(
        "clip the gradient's norm (1 is usual) and start with smaller recurrent weights; it grows "
        "by {:.3g} a step",
        flow.per_step);
  }
  if (!gated) {
    return fmt::format(
        "it shrinks by {:.3g} a step: take a gated cell (lstm, gru), or relu with an identity "
        "start",
        flow.per_step);
  }
  return fmt::format(
      "it shrinks by {:.3g} a step: open the gates that keep the memory (forget_bias, or "
      "longest_memory as long as what has to be remembered)",
      flow.per_step);
}

void judge(GradientFlow& flow, const CellOptions& cell, std::size_t directions) {
  double ratio = 0;
  std::size_t farthest = 0;
  for (std::size_t k = flow.layers.size() - directions; k < flow.layers.size(); ++k) {
    const LayerFlow& last = flow.layers[k];
    farthest = last.h.size() - 1;
    const double share = strength(last, farthest) / strength(last, 0);
    ratio = std::isfinite(share) ? std::max(ratio, share) : HUGE_VAL;
  }
  flow.ratio = ratio;
  flow.per_step = farthest == 0 ? 1 : std::pow(ratio, 1 / static_cast<double>(farthest));
  if (ratio < kVanished) flow.verdict = FlowVerdict::kVanishing;
  if (ratio > kExploded) flow.verdict = FlowVerdict::kExploding;
  flow.advice = advice_for(flow.verdict, cell, flow);
}
}  // namespace

template <class Real>
std::vector<double> norms_by_distance(MatrixView<const Real> gradient, const RaggedLayout& layout,
                                      bool reverse) {
  std::vector<double> sums(layout.steps(), 0);
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) {
      double& sum = sums[reverse ? t : layout.length(b) - 1 - t];
      const Real* row = gradient.row(layout.row(t, b));
      for (std::size_t c = 0; c < gradient.cols(); ++c) {
        sum += static_cast<double>(row[c]) * static_cast<double>(row[c]);
      }
    }
  }
  for (std::size_t k = 0; k < sums.size(); ++k) {
    sums[k] = std::sqrt(sums[k] / static_cast<double>(layout.alive(k)));
  }
  return sums;
}

template <class Real>
Result<GradientFlow> measure_gradient_flow(Parameters<Real>& parameters,
                                           const Recurrent<Real>& layer, MatrixView<const Real> x,
                                           const RaggedLayout& layout) {
  if (auto checked = check_frames(x, layout, layer.input_size()); !checked) {
    return fail(checked.error());
  }
  std::vector<std::vector<Real>> kept;
  for (const auto& parameter : parameters) kept.push_back(parameter.gradient);
  GradientFlow flow;
  flow.layers = look_at_gates(layer, x, layout);
  look_at_gradients(layer, x, layout, flow.layers);
  judge(flow, layer.options().cell, layer.num_directions());
  std::size_t k = 0;
  for (auto& parameter : parameters) parameter.gradient = std::move(kept[k++]);
  return flow;
}

template std::vector<double> norms_by_distance(MatrixView<const float>, const RaggedLayout&, bool);
template std::vector<double> norms_by_distance(MatrixView<const double>, const RaggedLayout&, bool);
template Result<GradientFlow> measure_gradient_flow(Parameters<float>&, const Recurrent<float>&,
                                                    MatrixView<const float>, const RaggedLayout&);
template Result<GradientFlow> measure_gradient_flow(Parameters<double>&, const Recurrent<double>&,
                                                    MatrixView<const double>, const RaggedLayout&);
}  // namespace foretell::network

#include "foretell/network/layers/convolution.hpp"

#include "foretell/kernels/linear.hpp"

namespace foretell::network {
namespace {
/// Steps whose windows are laid side by side at a time: bounds the memory by a constant.
constexpr std::size_t kSteps = 64;

/// A part of the steps, and x around each of them as one row [in·K].
template <class Real>
struct Windows {
  const RaggedLayout& layout;
  typename Convolution<Real>::Options options;
  std::size_t first, last;

  [[nodiscard]] std::size_t offset() const { return layout.offset(first); }
  [[nodiscard]] std::size_t rows() const { return layout.offset(last) - offset(); }

  /// Calls body(row of this part, tap j, row of x that it sees).
  template <class Body>
  void for_each(const Body& body) const {
    const std::size_t reach = options.dilation * (options.width - 1);
    const std::size_t shift = options.causal ? reach : reach / 2;
    for (std::size_t t = first; t < last; ++t) {
      for (std::size_t j = 0; j < options.width; ++j) {
        if (t + j * options.dilation < shift) continue;
        const std::size_t seen = t + j * options.dilation - shift;
        for (std::size_t b = 0; b < layout.alive(t) && seen < layout.length(b); ++b) {
          body(layout.row(t, b) - offset(), j, layout.row(seen, b));
        }
      }
    }
  }
  void unfold(MatrixView<const Real> x, MatrixView<Real> to) const {
    std::fill_n(to.data(), to.rows() * to.cols(), Real{0});
    for_each([&](std::size_t row, std::size_t j, std::size_t seen) {
      for (std::size_t i = 0; i < x.cols(); ++i) to(row, i * options.width + j) = x(seen, i);
    });
  }
  void add_folded(MatrixView<const Real> from, MatrixView<Real> dx) const {
    for_each([&](std::size_t row, std::size_t j, std::size_t seen) {
      for (std::size_t i = 0; i < dx.cols(); ++i) dx(seen, i) += from(row, i * options.width + j);
    });
  }
};

/// Calls body(windows) for all steps, some at a time, in order.
template <class Real, class Body>
void for_each_part(const RaggedLayout& layout, const typename Convolution<Real>::Options& options,
                   const Body& body) {
  for (std::size_t first = 0; first < layout.steps(); first += kSteps) {
    const std::size_t last = std::min(layout.steps(), first + kSteps);
    body(Windows<Real>{layout, options, first, last});
  }
}

template <class Real>
void backward(Tape<Real>& tape, const Convolution<Real>& layer, const RaggedLayout& layout,
              Variable x, Variable y) {
  const auto dx = tape.gradient(x), dy = tape.gradient(y);
  for_each_part<Real>(layout, layer.options, [&](const Windows<Real>& windows) {
    const auto mark = tape.arena().mark();
    const auto unfolded = tape.buffer(windows.rows(), layer.weight->cols);
    windows.unfold(tape.value(x), unfolded);
    const auto d = dx.empty() ? dx : tape.zeros(windows.rows(), layer.weight->cols);
    kernels::linear_backward(dy.rows_from(windows.offset(), windows.rows()), unfolded,
                             layer.weight->view(), d, layer.weight->gradient_view(),
                             layer.bias->gradient_view());
    if (!dx.empty()) windows.add_folded(d, dx);
    tape.arena().release(mark);
  });
}
}  // namespace

template <class Real>
Convolution<Real> Convolution<Real>::add(Parameters<Real>& parameters, const std::string& name,
                                         std::size_t in, std::size_t out, const Options& options) {
  assert(options.width > 0 && options.dilation > 0);
  return {&parameters.add(name + ".weight", out, in * options.width),
          &parameters.add(name + ".bias", 1, out), options};
}

template <class Real>
Variable Convolution<Real>::apply(Tape<Real>& tape, Variable x, const RaggedLayout& layout) const {
  const auto input = tape.value(x);
  assert(input.rows() == layout.rows() && input.cols() * options.width == weight->cols);
  const Variable y = tape.make(layout.rows(), weight->rows, true);
  for_each_part<Real>(layout, options, [&](const Windows<Real>& windows) {
    const auto mark = tape.arena().mark();
    const auto unfolded = tape.buffer(windows.rows(), weight->cols);
    windows.unfold(input, unfolded);
    kernels::linear(unfolded, weight->view(), bias->view(),
                    tape.value(y).rows_from(windows.offset(), windows.rows()));
    tape.arena().release(mark);
  });
  tape.record(y, [*this, x, y, &layout](Tape<Real>& t) { backward(t, *this, layout, x, y); });
  return y;
}

template struct Convolution<float>;
template struct Convolution<double>;
}  // namespace foretell::network

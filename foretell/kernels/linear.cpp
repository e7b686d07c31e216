#include "foretell/kernels/linear.hpp"

#include <algorithm>

#include "foretell/kernels/panel_product.hpp"
#include "foretell/kernels/reference/linear.hpp"
#include "foretell/kernels/row_blocks.hpp"

namespace foretell::kernels {
namespace {
constexpr std::size_t kTiles = 42;           ///< rows of whole tiles, of 14 and of 6
constexpr std::size_t kChunk = 12 * kTiles;  ///< rows of one job at most
constexpr std::size_t kGroup = 8 * kPanel;   ///< columns of one job at most
constexpr std::size_t kJobsPerThread = 4;    ///< so that threads end together
constexpr std::size_t kWorthThreads = 1U
                                      << 20;  ///< multiplications below which one thread does all

// c += a·b on all threads. Every number of c belongs to one job, so that threads change no bit.
//   b(k, j) = from(k, j), or from(j, k) where `transposed`
struct Product {
  const float* a;
  std::size_t a_row, a_step;
  std::size_t depth;
  MatrixView<const float> from;
  bool transposed;
  MatrixView<float> c;

  void run() const {
    const std::size_t groups = (c.cols() + kGroup - 1) / kGroup;
    const bool small = c.rows() * c.cols() * depth < kWorthThreads;
    const std::size_t wanted = small ? 1 : (kJobsPerThread * num_threads() + groups - 1) / groups;
    const std::size_t parts = std::max((c.rows() + kChunk - 1) / kChunk, wanted);
    const std::size_t even = (c.rows() + parts - 1) / parts;
    const std::size_t chunk = (even + kTiles - 1) / kTiles * kTiles;
    const std::size_t jobs = groups * ((c.rows() + chunk - 1) / chunk);
    for_jobs(jobs, !small, [&](std::size_t job) {
      const std::size_t row = job / groups * chunk;
      const std::size_t column = job % groups * kGroup;
      add_part(row, column,
               c.rows_from(row, std::min(chunk, c.rows() - row))
                   .cols_from(column, std::min(kGroup, c.cols() - column)));
    });
  }

  void add_part(std::size_t row, std::size_t column, MatrixView<float> part) const {
    alignas(64) float panels[kDepth * kGroup];
    for (std::size_t k = 0; k < depth; k += kDepth) {
      const std::size_t count = std::min(kDepth, depth - k);
      for (std::size_t j = 0; j < part.cols(); j += kPanel)
        pack(k, count, column + j, panels + j * kDepth);
      add_panel_product({.a = a + row * a_row + k * a_step,
                         .a_row = a_row,
                         .a_step = a_step,
                         .rows = part.rows(),
                         .depth = count,
                         .panels = panels,
                         .panel_depth = kDepth,
                         .columns = part.cols(),
                         .c = part.data(),
                         .c_row = part.stride()});
    }
  }

  void pack(std::size_t k, std::size_t count, std::size_t column, float* panel) const {
    if (transposed) {
      pack_columns(from.cols_from(k, count), column, panel);
    } else {
      pack_rows(from.rows_from(k, count), column, panel);
    }
  }
};

void add_product(MatrixView<const float> x, MatrixView<const float> w, MatrixView<float> y) {
  Product{x.data(), x.stride(), 1, x.cols(), w, true, y}.run();
}

void add_product(MatrixView<const double> x, MatrixView<const double> w, MatrixView<double> y) {
  reference::add_product<double>(x, w, y);
}

void add_product_transposed(MatrixView<const float> dy, MatrixView<const float> w,
                            MatrixView<float> dx) {
  Product{dy.data(), dy.stride(), 1, dy.cols(), w, false, dx}.run();
}

void add_product_transposed(MatrixView<const double> dy, MatrixView<const double> w,
                            MatrixView<double> dx) {
  reference::add_product_transposed<double>(dy, w, dx);
}

void add_outer_product(MatrixView<const float> dy, MatrixView<const float> x,
                       MatrixView<float> dw) {
  Product{dy.data(), 1, dy.stride(), dy.rows(), x, false, dw}.run();
}

void add_outer_product(MatrixView<const double> dy, MatrixView<const double> x,
                       MatrixView<double> dw) {
  reference::add_outer_product<double>(dy, x, dw);
}

template <class Real>
void forward(MatrixView<const Real> x, MatrixView<const Real> w, MatrixView<const Real> b,
             MatrixView<Real> y) {
  assert(x.cols() == w.cols() && y.cols() == w.rows() && y.rows() == x.rows());
  if (!b.empty()) {
    for (std::size_t r = 0; r < y.rows(); ++r) std::copy_n(b.data(), y.cols(), y.row(r));
  }
  if (!x.empty() && !y.empty()) add_product(x, w, y);
}

template <class Real>
void backward(MatrixView<const Real> dy, MatrixView<const Real> x, MatrixView<const Real> w,
              MatrixView<Real> dx, MatrixView<Real> dw, MatrixView<Real> db) {
  if (dy.empty()) return;
  if (!dx.empty()) add_product_transposed(dy, w, dx);
  if (!dw.empty()) add_outer_product(dy, x, dw);
  if (db.empty()) return;
  for (std::size_t r = 0; r < dy.rows(); ++r) {
    Real* const sum = db.data();
    const Real* const row = dy.row(r);
    for (std::size_t c = 0; c < dy.cols(); ++c) sum[c] += row[c];
  }
}
}  // namespace

void linear(MatrixView<const float> x, MatrixView<const float> w, MatrixView<const float> b,
            MatrixView<float> y) noexcept {
  forward<float>(x, w, b, y);
}

void linear(MatrixView<const double> x, MatrixView<const double> w, MatrixView<const double> b,
            MatrixView<double> y) noexcept {
  forward<double>(x, w, b, y);
}

void linear_backward(MatrixView<const float> dy, MatrixView<const float> x,
                     MatrixView<const float> w, MatrixView<float> dx, MatrixView<float> dw,
                     MatrixView<float> db) noexcept {
  backward<float>(dy, x, w, dx, dw, db);
}

void linear_backward(MatrixView<const double> dy, MatrixView<const double> x,
                     MatrixView<const double> w, MatrixView<double> dx, MatrixView<double> dw,
                     MatrixView<double> db) noexcept {
  backward<double>(dy, x, w, dx, dw, db);
}
}  // namespace foretell::kernels

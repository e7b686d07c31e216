#include "foretell/numeric/loess.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foretell::numeric {
/// How fits lie in memory: a series is one column with lanes that are rows.
struct Loess::Grid {
  std::size_t stride;   ///< between rows
  std::size_t columns;  ///< 0: a series
};

Loess::Loess(std::size_t n, const LoessOptions& options)
    : n_(n), options_(options), half_(options.window / 2), inside_(options.window <= n) {
  options_.jump = n < 2 ? 1 : std::min(options.jump, n - 1);
  row_.resize(std::min(options.window, n) + kPad);
  if (!inside_) return;
  inside_raw_.resize(options.window + kPad);
  tricube(-static_cast<double>(half_), options.window, static_cast<double>(half_),
          inside_raw_.data());
  inside_full_ = std::accumulate(inside_raw_.begin(), inside_raw_.end(), 0.0);
  inside_normalized_ = inside_raw_;
  for (double& weight : inside_normalized_) weight /= inside_full_;
}

Loess::Window Loess::nearest(std::size_t x) const {
  if (options_.window >= n_) return {0, n_};
  if (x <= half_) return {0, options_.window};
  return {std::min(x - half_, n_ - options_.window), options_.window};
}

LoessGuard Loess::guard(std::size_t count) const {
  const double least = 0.001 * (static_cast<double>(n_) - 1);
  const double widest = (static_cast<double>(count) - 1) / 2;
  return {options_.degree > 0 && widest > least, least * least};
}

// Weights of the window; those that give the fit itself where values have no weights of their own.
LoessTaps Loess::taps(double x, Window window, bool weighted) {
  const double first = static_cast<double>(window.first) - x;
  const double last = first + static_cast<double>(window.count) - 1;
  double h = std::max(-first, last);
  const std::size_t missing = options_.window > n_ ? options_.window - n_ : 0;
  h += static_cast<double>(missing >> 1U);
  double* w = row_.data();
  tricube(first, window.count, h, w);
  std::fill(w + window.count, w + window.count + kPad, 0.0);
  const double full = std::accumulate(w, w + window.count, 0.0);
  const LoessTaps result{w, window.count, first, full};
  if (weighted) return result;
  double mean = 0, spread = 0;
  const LoessGuard line = guard(window.count);
  if (line.line) {
    for (std::size_t q = 0; q < window.count; ++q) mean += w[q] * (first + static_cast<double>(q));
    mean /= full;
    for (std::size_t q = 0; q < window.count; ++q) {
      const double distance = first + static_cast<double>(q) - mean;
      spread += w[q] * distance * distance;
    }
    spread /= full;
  }
  const double tilt = line.line && spread > line.least_spread ? -mean / spread : 0;
  for (std::size_t q = 0; q < window.count; ++q) {
    w[q] *= (1 + tilt * (first + static_cast<double>(q) - mean)) / full;
  }
  return result;
}

// The fit at x, of every column.
void Loess::fit_one(const Grid& grid, const LoessInput& input, double x, Window window,
                    double* out) {
  const LoessTaps one = taps(x, window, input.rho != nullptr);
  const std::size_t start = window.first * grid.stride;
  const LoessGrid lanes{grid.stride, std::max<std::size_t>(grid.columns, 1), 1, 0};
  if (input.rho == nullptr) {
    (grid.columns == 0 ? loess_rows : loess_lanes)(one, lanes, input.y + start, out);
    return;
  }
  // Beyond the ends, whether values may be thin is told by the end.
  const auto row = static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(n_ - 1)));
  const bool beyond = x != static_cast<double>(row);
  (grid.columns == 0 ? weighted_loess_rows : weighted_loess_lanes)(
      one, lanes, {input.rho + start, input.rho_y + start, input.y + row * grid.stride, beyond},
      guard(window.count), out);
}

// The fits of the raster whose windows are centred.
void Loess::fit_inside(const Grid& grid, const LoessInput& input, double* out) {
  const std::size_t jump = options_.jump;
  const std::size_t first = (half_ + jump - 1) / jump * jump;
  if (!inside_ || first + half_ >= n_) return;
  std::size_t count = (n_ - 1 - half_ - first) / jump + 1;
  const bool weighted = input.rho != nullptr;
  const LoessTaps taps{weighted ? inside_raw_.data() : inside_normalized_.data(), options_.window,
                       -static_cast<double>(half_), inside_full_};
  const std::size_t start = (first - half_) * grid.stride, at = first * grid.stride;
  LoessGrid fits{grid.stride, std::max<std::size_t>(grid.columns, 1), count, jump * grid.stride};
  const bool gapless = jump == 1 && std::max<std::size_t>(grid.columns, 1) == grid.stride;
  if (gapless) fits = {grid.stride, count * grid.stride, 1, 0};
  const bool by_rows = grid.columns == 0 && jump > 1;
  if (weighted) {
    (by_rows ? weighted_loess_rows : weighted_loess_lanes)(
        taps, fits, {input.rho + start, input.rho_y + start, input.y + at}, guard(options_.window),
        out + at);
  } else {
    (by_rows ? loess_rows : loess_lanes)(taps, fits, input.y + start, out + at);
  }
}

// Joins the raster linearly.
void Loess::join(const Grid& grid, double* out) const {
  const std::size_t columns = std::max<std::size_t>(grid.columns, 1);
  const double step = 1 / static_cast<double>(options_.jump);
  const std::size_t last = (n_ - 1) / options_.jump * options_.jump;
  for (std::size_t from = 0; from < n_ - 1; from += options_.jump) {
    const std::size_t gap = from < last ? options_.jump : n_ - 1 - last;
    const double share = from < last ? step : 1 / static_cast<double>(gap);
    double* a = out + from * grid.stride;
    const double* b = a + gap * grid.stride;
    for (std::size_t i = 1; i < gap; ++i) {
      double* row = a + i * grid.stride;
      const double part = share * static_cast<double>(i);
      for (std::size_t c = 0; c < columns; ++c) row[c] = a[c] + (b[c] - a[c]) * part;
    }
  }
}

void Loess::fit_raster(const Grid& grid, const LoessInput& input, double* out) {
  const std::size_t jump = options_.jump;
  const std::size_t last = (n_ - 1) / jump * jump;
  fit_inside(grid, input, out);
  for (std::size_t x = 0; x < n_; x += jump) {
    if (inside_ && x >= half_ && x + half_ < n_) {
      x += (n_ - 1 - half_ - x) / jump * jump;  // fitted: on to the last of them
      continue;
    }
    fit_one(grid, input, static_cast<double>(x), nearest(x), out + x * grid.stride);
  }
  // The last value is fitted in the window of the last one on the raster.
  if (last != n_ - 1) {
    fit_one(grid, input, static_cast<double>(n_ - 1), nearest(last), out + (n_ - 1) * grid.stride);
  }
  if (jump > 1) join(grid, out);
}

void Loess::smooth(const LoessInput& input, double* out) {
  if (n_ < 2) {
    std::copy(input.y, input.y + n_, out);
    return;
  }
  fit_raster({1, 0}, input, out);
}

void Loess::smooth_columns(const LoessInput& input, std::size_t stride, std::size_t columns,
                           double* out) {
  const Grid grid{stride, columns};
  const std::size_t count = std::min(options_.window, n_);
  fit_one(grid, input, -1, {0, count}, out);
  fit_raster(grid, input, out + stride);
  fit_one(grid, input, static_cast<double>(n_), {n_ - count, count}, out + (n_ + 1) * stride);
}
}  // namespace foretell::numeric

#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/models/arima/arma_structure.hpp"

namespace foretell::arima {
/// Parameter sets that are evaluated side by side, one per lane of a vector.
inline constexpr std::size_t kLanes = 8;

/// A column that goes through the filter: the data, a regressor, the pulse of a missing value.
struct Column {
  std::span<const double> values;  ///< [n]
  std::size_t begin = 0;           ///< every value before is zero
};

/// Exact innovations of an ARMA process for kLanes parameter sets at once.
///   w_t = Σ a_l w_{t−l} + ε_t + Σ b_l ε_{t−l},  Var ε = 1
///   P_{t+1} − P_t = Y_t M_t Y_tᵀ has rank one, so the gain and the variance F_t of an innovation
///   follow from two vectors of length r = max(p, q + 1):
///     F' = F + M y_0²,  G'_i = G_i + Y_{i+1} M y_0,  Y'_i = Y_{i+1} − G_i y_0 / F,  M' = M F / F'
///   where G_i + a_{i+1} F is the covariance of an innovation with the state: the coefficients a of
///   long seasonal lags never enter the vectors' recursion. Once the increments vanish, F = 1 and
///   G_i = b_{i+1}, and only the lags that exist are visited.
///   Cost    O(r) per step and column, for all lanes
///   Source  Morf, Sidhu & Kailath (1974), IEEE Trans. Automatic Control 19, 315–323; Herbst
///   (2015),
///           Computational Economics 45, 263–277
class ArmaLanes {
 public:
  /// Coefficients of the lanes, [degree + 1][row]; see ArmaStructure::expand with stride row().
  [[nodiscard]] double* ar() { return ar_.data(); }
  [[nodiscard]] double* ma() { return ma_.data(); }

  /// With derivatives, every row of every array holds kLanes values and then their kLanes
  /// derivatives, each lane along a direction of its own: those of its coefficients.
  void reset(const ArmaStructure& structure, bool with_derivatives = false);
  [[nodiscard]] std::size_t row() const { return row_; }
  /// F, G and Y of lane 0 before the first value: the stationary start.
  struct Start {
    double variance;
    std::vector<double> gain, increment;  ///< [r − 1], [r]
  };
  [[nodiscard]] Start start(const ArmaStructure& structure);
  /// Filters every column; the last one is the data.
  ///   conditional  zero innovations before the AR degree, which is where F = 1 begins
  void filter(const ArmaStructure& structure, std::span<const Column> columns, bool conditional);
  /// Least squares of the data on the other columns after filtering, in every lane. The first
  /// `num_gaps` columns stand for missing values: their determinant belongs to the likelihood.
  void regress(std::span<const Column> columns, std::size_t num_gaps);

  /// v_t / √F_t of column c, [n][kLanes]; of the last one after `regress`: what regression leaves.
  [[nodiscard]] std::span<const double> innovations(std::size_t c) const {
    return std::span(out_).subspan(c * stride_, stride_);
  }
  /// Σ log F_t plus, after `regress`, the log determinant of the gaps, per lane.
  [[nodiscard]] std::span<const double> log_det() const { return log_det_; }
  /// Σ v_t² / F_t, per lane; infinite where the columns are collinear or the process not
  /// stationary.
  [[nodiscard]] std::span<const double> sum_squares() const { return sum_squares_; }
  /// Coefficients of the columns but the last, [num_columns − 1][kLanes].
  [[nodiscard]] std::span<const double> slopes() const { return slopes_; }
  /// Cholesky's factor of XᵀΩ⁻¹X, lower triangle, [k][k][kLanes].
  [[nodiscard]] std::span<const double> normal_factor() const { return normal_; }

 private:
  void make_room(const ArmaStructure& structure, std::size_t size, std::size_t num_columns);

  std::vector<double> ar_, ma_;
  std::vector<double> gain_, increment_, covariance_, carry_, kick_, out_, normal_, slopes_;
  std::vector<double> log_det_, sum_squares_;
  std::size_t row_ = kLanes;
  std::size_t stride_ = 0;
};

/// Σ_t d_k d_l for differences d_k = (e_k g_k − e_0 g_0) / h_k between lane k of `block` and lane 0
/// of `base`; see ArmaObjective.
struct DifferenceBlock {
  std::span<const double> innovations;  ///< [n][kLanes]
  const double* scale;                  ///< g per lane
  const double* reciprocal_step;        ///< 1 / h per lane
};
/// Writes the products of all lanes of two blocks, [kLanes][kLanes].
void difference_products(const DifferenceBlock& rows, const DifferenceBlock& columns,
                         const DifferenceBlock& base, double* products);
}  // namespace foretell::arima

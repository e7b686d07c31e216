#pragma once
#include <cmath>
#include <span>
#include <vector>

#include "foretell/models/arima/arima_order.hpp"

namespace foretell::arima {
/// Polynomials of a model with numbers in them.
struct Process {
  ArmaStructure structure;
  DifferencePolynomial difference;
  std::vector<double> ar;  ///< a_l, [ar_degree + 1]
  std::vector<double> ma;  ///< b_l, [ma_degree + 1]

  Process(const ArimaOrder& order, std::span<const double> coefficients);
};

/// One linear path through the filter: what is remembered of the past, newest value first.
struct Path {
  std::vector<double> levels;  ///< u_{t−1} …, as many as the difference reaches
  std::vector<double> values;  ///< w_{t−1} …, as many as the autoregression reaches
  std::vector<double> carry;   ///< what past innovations add to w_t, w_{t+1}, …

  explicit Path(const Process& process);
  /// The next w, and the next u: the difference undone.
  [[nodiscard]] double next_value(const Process& process) const;
  [[nodiscard]] double undone(const Process& process) const;
  /// Takes u_t, whose w_t − prediction is `kick` times a variance that `gain` is divided by.
  void push(double level, double value, double kick, std::span<const double> gain);
  void add(const Path& other, double factor);
};

/// Kalman filter of one series in innovations form, value by value: the recursion of ArmaLanes
/// plus, for missing values, their uncertainty in low rank. A missing value is predicted; its error
/// is an unknown whose effect travels along a path of its own and whose variance shrinks as values
/// come in, so nothing here costs r². Exact: the same numbers as the full filter.
///   Units   variances relative to σ²
class InnovationsFilter {
 public:
  struct Step {
    double prediction;  ///< of u_t; NaN while the first differences are still being collected
    double innovation;  ///< (u_t − prediction) / √variance; NaN for missing and for those
    double variance;    ///< of the prediction
  };

  /// `conditional`: zero innovations until the autoregression has its values, then F = 1.
  InnovationsFilter(const Process& process, bool conditional);

  [[nodiscard]] Step absorb(const Process& process, double u);

  struct Moments {
    std::vector<double> mean, variance;
  };
  /// Of the next steps.
  [[nodiscard]] Moments ahead(const Process& process, std::size_t horizon) const;
  /// Fixes what missing values left open at independent standard normals times `sigma`; the
  /// prediction error of the next step then has variance σ² F.
  template <class Normal>
  void settle_unknowns(double sigma, Normal&& normal);
  /// Mean and F of the next value where nothing is unknown.
  struct Next {
    double mean, variance;
  };
  [[nodiscard]] Next next(const Process& process) const {
    return {main_.next_value(process) + main_.undone(process), variance_};
  }

  [[nodiscard]] std::vector<double> state() const;
  /// False where the numbers do not fit the process.
  [[nodiscard]] bool restore(const Process& process, std::span<const double> state);

 private:
  struct Unknown {
    Path path;
  };

  void advance_gain();
  [[nodiscard]] bool is_settled() const;
  void settle(const Process& process);
  void learn(std::span<const double> effects, double innovation, double total);
  void forget();
  [[nodiscard]] std::vector<double> effects(const Process& process) const;
  void move_unknowns(const Process& process, std::span<const double> effects, bool missing);
  void start_unknown(const Process& process, double variance);
  [[nodiscard]] double& covariance(std::size_t i, std::size_t j) {
    return covariance_[i * unknowns_.size() + j];
  }

  Path main_;
  std::vector<double> gain_;       ///< G
  std::vector<double> increment_;  ///< Y; empty once steady
  double variance_ = 1;            ///< F
  double multiplier_ = 0;          ///< M
  std::size_t seen_ = 0;           ///< steps so far
  std::size_t burn_ = 0;           ///< steps without innovations, of the conditional start
  std::vector<Unknown> unknowns_;
  std::vector<double> covariance_;  ///< of the unknowns, [k, k]
};

template <class Normal>
void InnovationsFilter::settle_unknowns(double sigma, Normal&& normal) {
  const std::size_t count = unknowns_.size();
  for (std::size_t r = 0; r < count; ++r) {  // Cholesky's factor in place
    for (std::size_t c = 0; c <= r; ++c) {
      double rest = covariance(r, c);
      for (std::size_t j = 0; j < c; ++j) rest -= covariance(r, j) * covariance(c, j);
      if (c < r) {
        covariance(r, c) = covariance(c, c) > 0 ? rest / covariance(c, c) : 0;
      } else {
        covariance(r, r) = rest > 0 ? std::sqrt(rest) : 0;
      }
    }
  }
  std::vector<double> draws(count);
  for (double& draw : draws) draw = sigma * normal();
  for (std::size_t r = 0; r < count; ++r) {
    double value = 0;
    for (std::size_t c = 0; c <= r; ++c) value += covariance(r, c) * draws[c];
    main_.add(unknowns_[r].path, value);
  }
  unknowns_.clear();
  covariance_.clear();
}
}  // namespace foretell::arima

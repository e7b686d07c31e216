#pragma once
#include <Eigen/Dense>
#include <cmath>
#include <span>
#include <vector>

namespace foretell::testing {
/// The exact Gaussian likelihood of an ARMA process, with nothing clever: the state of Harvey
/// (1989) with its stationary covariance from P = T P Tᵀ + R Rᵀ solved by doubling. NaN is a
/// missing value.
struct NaiveKalman {
  double sum_squares = 0;  ///< Σ v² / F, Var ε = 1
  double log_det = 0;      ///< Σ log F
  std::size_t count = 0;
  std::vector<double> innovations;  ///< v / √F

  NaiveKalman(std::span<const double> w, const std::vector<double>& ar,
              const std::vector<double>& ma) {
    const auto r = static_cast<Eigen::Index>(std::max(ar.size(), ma.size() + 1));
    Eigen::MatrixXd transition = Eigen::MatrixXd::Zero(r, r);
    for (Eigen::Index i = 0; i < static_cast<Eigen::Index>(ar.size()); ++i) {
      transition(i, 0) = ar[static_cast<std::size_t>(i)];
    }
    for (Eigen::Index i = 0; i + 1 < r; ++i) transition(i, i + 1) = 1;
    Eigen::VectorXd load = Eigen::VectorXd::Zero(r);
    load(0) = 1;
    for (Eigen::Index i = 0; i < static_cast<Eigen::Index>(ma.size()); ++i) {
      load(i + 1) = ma[static_cast<std::size_t>(i)];
    }
    Eigen::MatrixXd p = load * load.transpose();
    Eigen::MatrixXd power = transition;
    for (int k = 0; k < 40; ++k) {
      p += power * p * power.transpose();
      power = power * power;
    }
    Eigen::VectorXd a = Eigen::VectorXd::Zero(r);
    for (const double value : w) {
      if (!std::isnan(value)) {
        const double v = value - a(0);
        const double f = p(0, 0);
        const Eigen::VectorXd gain = p.col(0) / f;
        a += gain * v;
        p -= gain * gain.transpose() * f;
        sum_squares += v * v / f;
        log_det += std::log(f);
        innovations.push_back(v / std::sqrt(f));
        ++count;
      }
      a = transition * a;
      p = transition * p * transition.transpose() + load * load.transpose();
    }
  }
};

/// a_1 … a_p from the factors' coefficients.
inline std::vector<double> without_zero_lag(const std::vector<double>& dense) {
  return {dense.begin() + 1, dense.end()};
}
}  // namespace foretell::testing

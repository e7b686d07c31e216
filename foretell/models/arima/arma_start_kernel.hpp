// The stationary start of ArmaLanes, included once per instruction set by
// arma_lanes_kernel.hpp. Not for other files.
#include "foretell/models/arima/arma_numbers_kernel.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::arima::HWY_NAMESPACE {
// a_j ← (a_j + weight a_{k−j}) scale for 0 < j < k, rows of `a` counted from 1.
template <class N>
HWY_INLINE void mix_mirrored(const Share<N>& s, double* a, std::size_t k, N weight, N scale) {
  for (std::size_t i = 1, j = k - 1; i <= j; ++i, --j) {
    const N low = s.load(a, i);
    const N high = s.load(a, j);
    s.store(mul(mul_add(weight, high, low), scale), a, i);
    s.store(mul(mul_add(weight, low, high), scale), a, j);
  }
}

// Autocovariances γ(0 … p) of the pure autoregression with Var ε = 1, by Levinson's recursion run
// down and up again. `a` [p + 1] is scratch. NaN where it is not stationary.
template <class N>
HWY_INLINE void autoregression_covariances(const Share<N>& s, double* a, double* rho,
                                           double* gamma) {
  const std::size_t p = s.work.structure->ar_degree();
  const N one = s.set(1);
  for (std::size_t i = 1; i <= p; ++i) s.store(s.zero(), a, i);
  for (const std::size_t lag : s.work.structure->ar_lags()) {
    s.store(s.load(s.work.ar, lag), a, lag);
  }
  N variance = one;
  for (std::size_t k = p; k > 0; --k) {
    const N r = s.load(a, k);
    s.store(r, rho, k);
    if (is_zero(r)) continue;
    N rest = neg_mul_add(r, r, one);
    rest = nan_unless_above(rest, s.zero());
    const N scale = div(one, rest);
    variance = mul(variance, scale);
    mix_mirrored(s, a, k, r, scale);
  }
  s.store(variance, gamma, 0);
  N remaining = variance;
  std::size_t order = 0;  // of the last reflection that was not zero
  for (std::size_t k = 1; k <= p; ++k) {
    const N r = s.load(rho, k);
    N sum = mul(r, remaining);
    for (std::size_t j = 1; j <= order; ++j) {
      sum = mul_add(s.load(a, j), s.load(gamma, k - j), sum);
    }
    s.store(sum, gamma, k);
    if (is_zero(r)) {
      s.store(s.zero(), a, k);
      continue;
    }
    mix_mirrored(s, a, k, neg(r), one);
    s.store(r, a, k);
    order = k;
    remaining = mul(remaining, neg_mul_add(r, r, one));
  }
}

// F_1 and G_1: G_i = γ_w(i + 1) − Σ_{l ≤ i + 1} a_l γ_w(i + 1 − l) with γ_w that of the ARMA
// process.
template <class N>
HWY_INLINE N start_filter(const Share<N>& s) {
  const auto& structure = *s.work.structure;
  const std::size_t p = structure.ar_degree();
  const std::size_t q = structure.ma_degree();
  const std::size_t r = s.work.memory + 1;
  const std::size_t reach = r + q;
  double* a = s.work.covariance;
  double* gamma = a + 2 * (p + 1) * s.kRow;            // γ of the autoregression, [reach + p + 1]
  double* shifted = gamma + (reach + p + 1) * s.kRow;  // Σ b_l γ(k + l), k = −q … r − 1
  double* process = shifted + (reach + 1) * s.kRow;    // γ_w [r]
  autoregression_covariances(s, a, a + (p + 1) * s.kRow, gamma);
  for (std::size_t k = p + 1; k <= reach; ++k) {
    N sum = s.zero();
    for (const std::size_t lag : structure.ar_lags()) {
      sum = mul_add(s.load(s.work.ar, lag), s.load(gamma, k - lag), sum);
    }
    s.store(sum, gamma, k);
  }
  for (std::size_t k = 0; k < reach; ++k) {
    N sum = s.load(gamma, k < q ? q - k : k - q);
    for (const std::size_t lag : structure.ma_lags()) {
      const std::size_t at = k + lag < q ? q - k - lag : k + lag - q;
      sum = mul_add(s.load(s.work.ma, lag), s.load(gamma, at), sum);
    }
    s.store(sum, shifted, k);
  }
  for (std::size_t k = 0; k < r; ++k) {
    N sum = s.load(shifted, k + q);
    for (const std::size_t lag : structure.ma_lags()) {
      sum = mul_add(s.load(s.work.ma, lag), s.load(shifted, k + q - lag), sum);
    }
    s.store(sum, process, k);
  }
  const N variance = s.load(process, 0);
  for (std::size_t i = 0; i + 1 < r; ++i) {
    N sum = s.load(process, i + 1);
    for (const std::size_t lag : structure.ar_lags()) {
      if (lag > i + 1) break;
      sum = neg_mul_add(s.load(s.work.ar, lag), s.load(process, i + 1 - lag), sum);
    }
    s.store(sum, s.work.gain, i);
  }
  for (std::size_t i = 0; i < r; ++i) {
    N y = i + 1 < r ? s.load(s.work.gain, i) : s.zero();
    s.store(y, s.work.increment, i);
  }
  for (const std::size_t lag : structure.ar_lags()) {
    s.store(mul_add(s.load(s.work.ar, lag), variance, s.load(s.work.increment, lag - 1)),
            s.work.increment, lag - 1);
  }
  return variance;
}
}  // namespace foretell::arima::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#include "foretell/network/losses/softmax_cross_entropy.hpp"

#include "foretell/kernels/row_softmax.hpp"

namespace foretell::network {
namespace {
template <class Real>
double mean_of(const Real* x, std::size_t count) {
  double sum = 0;
  for (std::size_t k = 0; k < count; ++k) sum += static_cast<double>(x[k]);
  return sum / static_cast<double>(count);
}
}  // namespace

template <class Real>
Variable SoftmaxCrossEntropy<Real>::apply(Tape<Real>& tape, Variable logits,
                                          std::span<const std::uint32_t> targets) const {
  const auto x = tape.value(logits);
  assert(targets.size() == x.rows());
  const Variable loss = tape.make(1, 1, tape.needs_gradient(logits));
  const auto log_sums = tape.buffer(x.rows(), 2);
  const RowFactors<Real> factors(options, x.rows());
  double total = 0;
  for (std::size_t r = 0; r < x.rows(); ++r) {
    const auto log_sum = kernels::log_sum_exp(std::span<const Real>(x.row(r), x.cols()));
    log_sums(r, 0) = static_cast<Real>(log_sum.top);
    log_sums(r, 1) = static_cast<Real>(log_sum.rest);
    const double hit = log_sum.top - static_cast<double>(x(r, targets[r]));
    const double spread = label_smoothing > 0 ? log_sum.top - mean_of(x.row(r), x.cols()) : 0;
    total += factors[r] * (log_sum.rest + (1 - label_smoothing) * hit + label_smoothing * spread);
  }
  tape.value(loss)(0, 0) = static_cast<Real>(total);
  tape.record(loss, [*this, factors, logits, loss, targets, log_sums](Tape<Real>& t) {
    const auto scores = t.value(logits), dx = t.gradient(logits);
    const auto dloss = static_cast<double>(t.gradient(loss)(0, 0));
    const double smooth = label_smoothing / static_cast<double>(scores.cols());
    for (std::size_t r = 0; r < scores.rows(); ++r) {
      const double factor = dloss * factors[r];
      kernels::add_softmax(
          factor, std::span<const Real>(scores.row(r), scores.cols()),
          {static_cast<double>(log_sums(r, 0)), static_cast<double>(log_sums(r, 1))}, smooth,
          std::span<Real>(dx.row(r), dx.cols()));
      dx(r, targets[r]) -= static_cast<Real>(factor * (1 - label_smoothing));
    }
  });
  return loss;
}

template struct SoftmaxCrossEntropy<float>;
template struct SoftmaxCrossEntropy<double>;
}  // namespace foretell::network

#include "foretell/trainer/optimizer.hpp"

#include <fmt/format.h>

#include <cmath>

#include "foretell/trainer/stored_values.hpp"

namespace foretell {
namespace {
Result<void> share(double value, const char* name) {
  if (value >= 0 && value < 1) return {};
  return fail(ErrorCode::kInvalidOption, fmt::format("{} is {}: from 0 to below 1", name, value));
}
}  // namespace

Result<void> OptimizerOptions::check() const {
  for (const auto& [value, name] :
       {std::pair{momentum, "momentum"}, {alpha, "alpha"}, {beta1, "beta1"}, {beta2, "beta2"}}) {
    if (auto good = share(value, name); !good) return good;
  }
  if (!(epsilon > 0 && std::isfinite(epsilon))) {
    return fail(ErrorCode::kInvalidOption, fmt::format("epsilon is {}: above 0", epsilon));
  }
  if (!(weight_decay >= 0 && std::isfinite(weight_decay))) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("weight_decay is {}: 0 or above", weight_decay));
  }
  if (nesterov && momentum == 0) {
    return fail(ErrorCode::kInvalidOption, "nesterov looks ahead by the momentum, which is 0");
  }
  return {};
}

template <class Real>
Optimizer<Real>::Optimizer(Parameters<Real>& parameters, const OptimizerOptions& options)
    : parameters_(parameters), options_(options) {
  for (const Parameter<Real>& parameter : parameters) {
    const std::size_t count = parameter.value.size();
    memories_.push_back({std::vector<Real>(keeps_first() ? count : 0),
                         std::vector<Real>(keeps_second() ? count : 0)});
  }
}

template <class Real>
bool Optimizer<Real>::keeps_first() const {
  const bool adam = options_.kind == OptimizerKind::kAdam || options_.kind == OptimizerKind::kAdamW;
  return adam || options_.momentum > 0;
}

template <class Real>
void Optimizer<Real>::step(double learning_rate) {
  ++steps_;
  std::size_t i = 0;
  for (Parameter<Real>& parameter : parameters_) {
    Memory& memory = memories_[i++];
    switch (options_.kind) {
      case OptimizerKind::kSgd:
        sgd(parameter, memory, static_cast<Real>(learning_rate));
        break;
      case OptimizerKind::kRmsProp:
        rms_prop(parameter, memory, static_cast<Real>(learning_rate));
        break;
      case OptimizerKind::kAdam:
      case OptimizerKind::kAdamW:
        adam(parameter, memory, learning_rate);
        break;
    }
  }
}

template <class Real>
void Optimizer<Real>::sgd(Parameter<Real>& parameter, Memory& memory, Real rate) {
  const Real momentum = static_cast<Real>(options_.momentum);
  const Real decay = static_cast<Real>(options_.weight_decay);
  Real* const w = parameter.value.data();
  const Real* const gradient = parameter.gradient.data();
  if (memory.first.empty() && decay == 0 && parameter.sparse) {
    for (const std::size_t row : parameter.touched) {
      for (std::size_t i = row * parameter.cols; i < (row + 1) * parameter.cols; ++i) {
        w[i] -= rate * gradient[i];
      }
    }
    return;
  }
  for (std::size_t i = 0; i < parameter.value.size(); ++i) {
    Real g = gradient[i] + decay * w[i];
    if (!memory.first.empty()) {
      Real& b = memory.first[i];
      b = momentum * b + g;
      g = options_.nesterov ? g + momentum * b : b;
    }
    w[i] -= rate * g;
  }
}

template <class Real>
void Optimizer<Real>::rms_prop(Parameter<Real>& parameter, Memory& memory, Real rate) {
  const Real momentum = static_cast<Real>(options_.momentum);
  const Real decay = static_cast<Real>(options_.weight_decay);
  const Real alpha = static_cast<Real>(options_.alpha);
  const Real rest = static_cast<Real>(1 - options_.alpha);
  const Real epsilon = static_cast<Real>(options_.epsilon);
  for (std::size_t i = 0; i < parameter.value.size(); ++i) {
    Real& w = parameter.value[i];
    const Real g = parameter.gradient[i] + decay * w;
    Real& v = memory.second[i];
    v = alpha * v + rest * g * g;
    Real move = g / (std::sqrt(v) + epsilon);
    if (!memory.first.empty()) move = memory.first[i] = momentum * memory.first[i] + move;
    w -= rate * move;
  }
}

template <class Real>
typename Optimizer<Real>::AdamStep Optimizer<Real>::adam_step(double rate) const {
  const bool decoupled = options_.kind == OptimizerKind::kAdamW;
  const double t = static_cast<double>(steps_);
  const auto real = [](double value) { return static_cast<Real>(value); };
  return {.decay = decoupled ? Real{0} : real(options_.weight_decay),
          .keep = decoupled ? real(1 - rate * options_.weight_decay) : Real{1},
          .beta1 = real(options_.beta1),
          .rest1 = real(1 - options_.beta1),
          .beta2 = real(options_.beta2),
          .rest2 = real(1 - options_.beta2),
          .size = real(rate / (1 - std::pow(options_.beta1, t))),
          .root = real(1 / std::sqrt(1 - std::pow(options_.beta2, t))),
          .epsilon = real(options_.epsilon)};
}

template <class Real>
void Optimizer<Real>::adam(Parameter<Real>& parameter, Memory& memory, double rate) {
  const AdamStep s = adam_step(rate);
  Real* const w = parameter.value.data();
  const Real* const gradient = parameter.gradient.data();
  Real* const m = memory.first.data();
  Real* const v = memory.second.data();
  const auto move = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Real g = gradient[i] + s.decay * w[i];
      m[i] = s.beta1 * m[i] + s.rest1 * g;
      v[i] = s.beta2 * v[i] + s.rest2 * g * g;
      w[i] = s.keep * w[i] - s.size * m[i] / (std::sqrt(v[i]) * s.root + s.epsilon);
    }
  };
  if (!options_.sparse_embedding || !parameter.sparse) return move(0, parameter.value.size());
  for (const std::size_t row : parameter.touched) {
    move(row * parameter.cols, (row + 1) * parameter.cols);
  }
}

template <class Real>
void Optimizer<Real>::save(ModelFile& file) const {
  std::size_t i = 0;
  for (const Parameter<Real>& parameter : parameters_) {
    const Memory& memory = memories_[i++];
    if (keeps_first()) put_values(file, "optimizer.first." + parameter.name, memory.first);
    if (keeps_second()) put_values(file, "optimizer.second." + parameter.name, memory.second);
  }
  put_values(file, "optimizer.steps", std::vector<std::int64_t>{steps_});
}

template <class Real>
Result<void> Optimizer<Real>::load(const ModelFile& file) {
  std::size_t i = 0;
  for (const Parameter<Real>& parameter : parameters_) {
    Memory& memory = memories_[i++];
    if (keeps_first()) {
      auto good = get_values(file, "optimizer.first." + parameter.name, memory.first);
      if (!good) return good;
    }
    if (keeps_second()) {
      auto good = get_values(file, "optimizer.second." + parameter.name, memory.second);
      if (!good) return good;
    }
  }
  std::vector<std::int64_t> steps(1);
  if (auto good = get_values(file, "optimizer.steps", steps); !good) return good;
  if (steps[0] < 0)
    return fail(ErrorCode::kBadFile, "a negative number of steps", "optimizer.steps");
  steps_ = steps[0];
  return {};
}

template class Optimizer<float>;
template class Optimizer<double>;
}  // namespace foretell

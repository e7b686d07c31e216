#include "foretell/trainer/weight_average.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/trainer/stored_values.hpp"

namespace foretell {
Result<void> AverageOptions::check() const {
  if (decay >= 0 && decay < 1) return {};
  return fail(ErrorCode::kInvalidOption,
              fmt::format("the decay of the average is {}: from 0 to below 1", decay));
}

template <class Real>
WeightAverage<Real>::WeightAverage(Parameters<Real>& parameters, const AverageOptions& options)
    : parameters_(parameters), options_(options) {
  if (options.kind == AverageKind::kNone) return;
  for (const Parameter<Real>& parameter : parameters) averages_.push_back(parameter.value);
}

template <class Real>
void WeightAverage<Real>::update() {
  if (options_.kind == AverageKind::kNone) return;
  if (static_cast<std::size_t>(seen_++) < options_.start) return;
  const double n = static_cast<double>(count_++);
  const double share = options_.kind == AverageKind::kPolyak
                           ? 1 / (n + 1)
                           : 1 - std::min(options_.decay, (1 + n) / (10 + n));
  const Real part = n == 0 ? Real{1} : static_cast<Real>(share);
  std::size_t i = 0;
  for (const Parameter<Real>& parameter : parameters_) {
    std::vector<Real>& average = averages_[i++];
    for (std::size_t k = 0; k < average.size(); ++k) {
      average[k] += part * (parameter.value[k] - average[k]);
    }
  }
}

template <class Real>
void WeightAverage<Real>::swap() {
  if (!active()) return;
  std::size_t i = 0;
  for (Parameter<Real>& parameter : parameters_) std::swap(parameter.value, averages_[i++]);
}

template <class Real>
void WeightAverage<Real>::save(ModelFile& file) const {
  if (options_.kind == AverageKind::kNone) return;
  std::size_t i = 0;
  for (const Parameter<Real>& parameter : parameters_) {
    put_values(file, "average." + parameter.name, averages_[i++]);
  }
  put_values(file, "average.counts", std::vector<std::int64_t>{seen_, count_});
}

template <class Real>
Result<void> WeightAverage<Real>::load(const ModelFile& file) {
  if (options_.kind == AverageKind::kNone) return {};
  std::size_t i = 0;
  for (const Parameter<Real>& parameter : parameters_) {
    auto good = get_values(file, "average." + parameter.name, averages_[i++]);
    if (!good) return good;
  }
  std::vector<std::int64_t> counts(2);
  if (auto good = get_values(file, "average.counts", counts); !good) return good;
  if (counts[0] < 0 || counts[1] < 0) {
    return fail(ErrorCode::kBadFile, "a negative count", "average.counts");
  }
  seen_ = counts[0];
  count_ = counts[1];
  return {};
}

template class WeightAverage<float>;
template class WeightAverage<double>;
}  // namespace foretell

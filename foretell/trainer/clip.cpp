#include "foretell/trainer/clip.hpp"

#include <algorithm>
#include <cmath>

namespace foretell {
namespace {
/// Calls use(begin, end) for the parts of a gradient that may differ from zero.
template <class Gradient, class Use>
void for_touched(Gradient& parameter, Use use) {
  auto* const data = parameter.gradient.data();
  if (!parameter.sparse) return use(data, data + parameter.gradient.size());
  for (const std::size_t row : parameter.touched) {
    use(data + row * parameter.cols, data + (row + 1) * parameter.cols);
  }
}

/// Several sums side by side, in an order that does not depend on the compiler's mood.
template <class Real>
double sum_of_squares(const Real* begin, const Real* end) {
  constexpr std::ptrdiff_t kLanes = 8;
  double sums[kLanes] = {};
  for (; end - begin >= kLanes; begin += kLanes) {
    for (std::ptrdiff_t i = 0; i < kLanes; ++i) {
      sums[i] += static_cast<double>(begin[i]) * static_cast<double>(begin[i]);
    }
  }
  double sum = 0;
  for (const double each : sums) sum += each;
  for (; begin != end; ++begin) sum += static_cast<double>(*begin) * static_cast<double>(*begin);
  return sum;
}

template <class Real>
bool finite(const std::vector<Real>& values) {
  return std::all_of(values.begin(), values.end(), [](Real value) { return std::isfinite(value); });
}
}  // namespace

template <class Real>
double gradient_norm(const Parameters<Real>& parameters) {
  double sum = 0;
  for (const Parameter<Real>& parameter : parameters) {
    for_touched(parameter,
                [&sum](const Real* begin, const Real* end) { sum += sum_of_squares(begin, end); });
  }
  return std::sqrt(sum);
}

template <class Real>
double clip_norm(Parameters<Real>& parameters, double limit) {
  constexpr double kSmall = 1e-6;
  const double norm = gradient_norm(parameters);
  if (limit <= 0 || !(norm > limit)) return norm;
  const Real scale = static_cast<Real>(limit / (norm + kSmall));
  for (Parameter<Real>& parameter : parameters) {
    for_touched(parameter, [scale](Real* begin, Real* end) {
      for (; begin != end; ++begin) *begin *= scale;
    });
  }
  return norm;
}

template <class Real>
void clip_value(Parameters<Real>& parameters, double limit) {
  if (limit <= 0) return;
  const Real bound = static_cast<Real>(limit);
  for (Parameter<Real>& parameter : parameters) {
    for_touched(parameter, [bound](Real* begin, Real* end) {
      for (; begin != end; ++begin) *begin = std::clamp(*begin, -bound, bound);
    });
  }
}

template <class Real>
std::string first_not_finite(const Parameters<Real>& parameters) {
  for (const Parameter<Real>& parameter : parameters) {
    if (!finite(parameter.gradient)) return parameter.name;
  }
  for (const Parameter<Real>& parameter : parameters) {
    if (!finite(parameter.value)) return parameter.name;
  }
  return {};
}

template double gradient_norm(const Parameters<float>&);
template double gradient_norm(const Parameters<double>&);
template double clip_norm(Parameters<float>&, double);
template double clip_norm(Parameters<double>&, double);
template void clip_value(Parameters<float>&, double);
template void clip_value(Parameters<double>&, double);
template std::string first_not_finite(const Parameters<float>&);
template std::string first_not_finite(const Parameters<double>&);
}  // namespace foretell
